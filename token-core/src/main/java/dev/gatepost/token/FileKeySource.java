package dev.gatepost.token;

import dev.gatepost.token.KeyReport.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keys in a file, read again when it changes. */
final class FileKeySource extends KeySource {
  static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(KeySource.class.getName());

  private final Path file;
  private final Content content;
  private final SteadyTime time;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Instant nextCheck;
  private volatile Loaded loaded;

  /** What is in the file now, as far as it matters: a byte too many is as bad as all of them. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  /** What was read last, and what was wrong with what came after it. */
  @SuppressWarnings("ArrayRecordComponent") // The records are never compared.
  private record Loaded(byte[] content, Jwks jwks, Instant readAt, @Nullable String problem) {}

  FileKeySource(Path file, Content content, SteadyTime time) {
    this.file = file;
    this.content = content;
    this.time = time;
    this.nextCheck = time.instant().plus(CHECK_EVERY);
    Instant readAt = time.wallClock();
    try {
      byte[] bytes = content.read();
      this.loaded = new Loaded(bytes, Jwks.parse(bytes), readAt, null);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + describe(e));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage());
    }
  }

  static FileKeySource of(Path file) {
    return new FileKeySource(file, new BoundedFile(file)::read, SteadyTime.system());
  }

  @Override
  public KeyReport report() {
    Loaded now = current();
    return new KeyReport(
        now.problem() == null ? State.FRESH : State.STALE,
        now.jwks().entries(),
        Optional.of(now.readAt()),
        Optional.ofNullable(now.problem()));
  }

  @Override
  public void load() {
    current();
  }

  @Override
  VerificationKey find(@Nullable String keyId, Algorithm algorithm) throws TokenRejectedException {
    return current().jwks().keys().find(keyId, algorithm);
  }

  // One reader at a time: none can put what it read before what another read later, and a file
  // system that hangs holds no more than one caller.
  private Loaded current() {
    if (!time.instant().isBefore(nextCheck) && reading.compareAndSet(false, true)) {
      try {
        nextCheck = time.instant().plus(CHECK_EVERY);
        loaded = readAgain(loaded);
      } finally {
        reading.set(false);
      }
    }
    return loaded;
  }

  // The content is compared, and not the time of change: that may be too coarse to tell.
  private Loaded readAgain(Loaded before) {
    Instant readAt = time.wallClock();
    try {
      byte[] bytes = content.read();
      if (Arrays.equals(bytes, before.content())) {
        return new Loaded(before.content(), before.jwks(), before.readAt(), null);
      }
      return new Loaded(bytes, Jwks.parse(bytes), readAt, null);
    } catch (IOException e) {
      return keep(before, describe(e));
    } catch (IllegalArgumentException e) {
      return keep(before, String.valueOf(e.getMessage()));
    }
  }

  private Loaded keep(Loaded before, String problem) {
    if (before.problem() == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: {1}; the keys read at {2} stay in use",
          file,
          problem,
          before.readAt());
    }
    return new Loaded(before.content(), before.jwks(), before.readAt(), problem);
  }

  private static String describe(IOException e) {
    return "cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
