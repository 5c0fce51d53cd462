package dev.gatepost.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A step of the start that may take long: after a second it is told what is being waited for. */
final class SlowStep {
  private static final System.Logger LOG = System.getLogger(SlowStep.class.getName());

  private final Duration silence;
  private final Consumer<String> tell;

  /** Steps that are told of by {@code tell} when they have taken so long. */
  SlowStep(Duration silence, Consumer<String> tell) {
    this.silence = silence;
    this.tell = tell;
  }

  /** Does a step of the server's start. */
  static <T> T run(String what, Supplier<T> step) {
    return new SlowStep(Duration.ofSeconds(1), line -> LOG.log(System.Logger.Level.INFO, line))
        .watch(what, step);
  }

  /** Does a step, and tells what it is if it takes long. */
  <T> T watch(String what, Supplier<T> step) {
    CompletableFuture<Void> silent = new CompletableFuture<>();
    CompletableFuture<Void> told =
        silent
            .completeOnTimeout(null, silence.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> tell.accept(what + " …"));
    try {
      return step.get();
    } finally {
      told.cancel(false);
      silent.cancel(false);
    }
  }
}
