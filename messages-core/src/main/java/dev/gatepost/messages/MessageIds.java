package dev.gatepost.messages;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives out ids, each greater than all before it in this process, even within a millisecond and
 * when the clock is set back. Safe for many threads; holds no lock.
 */
final class MessageIds {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicReference<Ulid> last = new AtomicReference<>(new Ulid(0, 0));

  MessageIds(Clock clock) {
    this.clock = clock;
  }

  Ulid next() {
    Ulid fresh = fresh();
    return last.updateAndGet(
        previous -> fresh.millis() > previous.millis() ? fresh : previous.next());
  }

  private Ulid fresh() {
    byte[] chance = new byte[10];
    random.nextBytes(chance);
    ByteBuffer bits = ByteBuffer.wrap(chance);
    return new Ulid(clock.millis() << 16 | Short.toUnsignedLong(bits.getShort()), bits.getLong());
  }
}
