package dev.gatepost.token;

import dev.gatepost.token.KeyReport.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keys in a file, read again when it changes. */
final class FileKeySource extends KeySource {
  static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(KeySource.class.getName());

  private final Path file;
  private final InstantSource time;
  private final AtomicLong lastCheckMillis;
  private volatile Loaded loaded;

  /** What was read last, and what was wrong with what came after it. */
  @SuppressWarnings("ArrayRecordComponent") // The records are never compared.
  private record Loaded(byte[] content, Jwks jwks, Instant readAt, @Nullable String problem) {}

  FileKeySource(Path file, InstantSource time) {
    this.file = file;
    this.time = time;
    Instant now = time.instant();
    this.lastCheckMillis = new AtomicLong(now.toEpochMilli());
    try {
      byte[] content = read();
      this.loaded = new Loaded(content, Jwks.parse(content), now, null);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + describe(e));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage());
    }
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

  private Loaded current() {
    Instant now = time.instant();
    long last = lastCheckMillis.get();
    long passed = now.toEpochMilli() - last;
    // Also when the clock was put back.
    boolean due = passed >= CHECK_EVERY.toMillis() || passed < 0;
    if (due && lastCheckMillis.compareAndSet(last, now.toEpochMilli())) {
      loaded = readAgain(loaded, now);
    }
    return loaded;
  }

  // The content is compared, and not the time of change: that may be too coarse to tell.
  private Loaded readAgain(Loaded before, Instant now) {
    try {
      byte[] content = read();
      if (Arrays.equals(content, before.content())) {
        return new Loaded(before.content(), before.jwks(), before.readAt(), null);
      }
      return new Loaded(content, Jwks.parse(content), now, null);
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

  private byte[] read() throws IOException {
    // Anything else might be endless, or wait for someone to write.
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Jwks.MAX_SIZE + 1);
    }
  }

  private static String describe(IOException e) {
    return "cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
