package dev.gatepost.local;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A line that counts up while something takes long; on a terminal it is written over. */
final class Progress {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final boolean terminal;
  private final Clock clock;
  private final String what;
  private Instant told;
  private long count;
  private boolean shown;

  Progress(String what, PrintWriter out, boolean terminal, Clock clock) {
    this.what = what;
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.told = clock.instant();
  }

  /** So many more are done. Tells of it once a second, and not before the first is over. */
  void add(int more) {
    count += more;
    Instant now = clock.instant();
    if (!now.isBefore(told.plus(SILENCE))) {
      told = now;
      shown = true;
      out.print((terminal ? "\r" : "") + line() + (terminal ? "" : System.lineSeparator()));
      out.flush();
    }
  }

  /** All are done. */
  void end() {
    out.println((terminal && shown ? "\r" : "") + line());
    out.flush();
  }

  private String line() {
    return "%,d %s".formatted(count, what);
  }
}
