package dev.gatepost.local;

import java.io.IOException;
import java.net.BindException;

/** The settings are right, but the machine does not let the server start. One line says why. */
final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStartException(String message) {
    super(message);
  }

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A port cannot be had, most often because another program has it. */
  static CannotStartException noPort(Setting setting, int port, IOException cause) {
    // The JDK says so in words only, which are the operating system's.
    boolean inUse =
        cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
    String words = inUse ? "is in use" : "cannot be had (" + cause.getMessage() + ")";
    return new CannotStartException(
        "port %d %s; choose another with %s".formatted(port, words, setting.key()), cause);
  }
}
