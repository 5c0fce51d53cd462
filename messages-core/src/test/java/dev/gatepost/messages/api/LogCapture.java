package dev.gatepost.messages.api;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs while this is open, kept from the console. */
final class LogCapture extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new ArrayList<>();

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  static LogCapture of(Class<?> source) {
    Logger logger = Logger.getLogger(source.getName());
    LogCapture capture = new LogCapture(logger);
    logger.addHandler(capture);
    logger.setUseParentHandlers(false);
    return capture;
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void publish(LogRecord logged) {
    lines.add(new SimpleFormatter().format(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.setUseParentHandlers(true);
    logger.removeHandler(this);
  }
}
