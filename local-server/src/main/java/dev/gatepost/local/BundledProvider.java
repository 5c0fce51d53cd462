package dev.gatepost.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Provider;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Amazon's crypto provider, which checks signatures two to twenty times as fast as the JDK's. Its
 * native part differs by processor and has the same name for each, so each of its jars is carried
 * whole inside ours, and taken out where it is wanted.
 */
final class BundledProvider {
  private static final System.Logger LOG = System.getLogger(BundledProvider.class.getName());

  // A load takes some tenths of a second; more where the machine is busy.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final CompletableFuture<Provider> PROVIDER = new CompletableFuture<>();
  private static final Thread LOADER = loader();
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private BundledProvider() {}

  /**
   * The provider, from when it has been {@linkplain #load loaded}. Where it cannot be had, which is
   * told in the log, the future fails.
   */
  static CompletableFuture<Provider> whenLoaded() {
    return PROVIDER;
  }

  /**
   * Has it loaded on a thread of its own, once in a process, whoever asks. That takes some tenths
   * of a second of a processor.
   */
  static void load() {
    if (BEGUN.compareAndSet(false, true)) {
      LOADER.start();
    }
  }

  /**
   * As {@link #load}, but a second after it is begun: until then the processors are left to a
   * server that has just started, and to those who have waited for it.
   */
  static Later later() {
    return new Later(CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS), BundledProvider::load);
  }

  /**
   * A load that is put off. To be closed before the process ends: if it has not begun by then, it
   * does not begin; if it has, its end is waited for, for it takes a file out of the jar and
   * removes it again.
   */
  static final class Later implements AutoCloseable {
    private final Executor delayed;
    private final Runnable load;
    private volatile CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

    Later(Executor delayed, Runnable load) {
      this.delayed = delayed;
      this.load = load;
    }

    void begin() {
      begun = CompletableFuture.runAsync(load, delayed);
    }

    @Override
    public void close() {
      begun.cancel(false);
      try {
        LOADER.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread loader() {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Thread thread = new Thread(() -> complete(PROVIDER, platform), "crypto-provider");
    thread.setDaemon(true);
    return thread;
  }

  /** As its jars name it. */
  static String platform(String system, String processor) {
    return system.toLowerCase(Locale.ROOT)
        + "-"
        + (processor.equals("amd64") ? "x86_64" : processor);
  }

  static void complete(CompletableFuture<Provider> future, String platform) {
    try {
      future.complete(load(platform));
    } catch (IOException | RuntimeException | ServiceConfigurationError | LinkageError e) {
      LOG.log(
          Level.INFO,
          "Amazon''s crypto provider cannot be used on {0} ({1}); the JDK''s is",
          platform,
          e.getMessage());
      future.completeExceptionally(e);
    }
  }

  private static Provider load(String platform) throws IOException {
    Path jar = Files.createTempFile("gatepost-crypto", ".jar");
    try {
      copy(platform, jar);
      URL[] classPath = {jar.toUri().toURL()};
      // Never closed: its classes are needed for as long as the process lives.
      ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
      return ServiceLoader.load(Provider.class, loader).stream()
          .filter(found -> found.type().getClassLoader() == loader)
          .findFirst()
          .map(ServiceLoader.Provider::get)
          .orElseThrow(() -> new NoSuchElementException("there is no provider in its jar"));
    } finally {
      // Open it stays, though its name is gone.
      Files.delete(jar);
    }
  }

  private static void copy(String platform, Path jar) throws IOException {
    try (InputStream bundled =
        BundledProvider.class.getResourceAsStream("crypto/" + platform + ".jar")) {
      if (bundled == null) {
        throw new IOException("it is not made for this platform");
      }
      Files.copy(bundled, jar, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
