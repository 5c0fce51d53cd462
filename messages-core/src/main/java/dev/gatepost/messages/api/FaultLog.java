package dev.gatepost.messages.api;

import dev.gatepost.messages.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells the operator of faults. An exception's own words may quote a request, so what is logged is
 * where it happened and of what kind it is; only what a store says of itself is quoted.
 */
final class FaultLog {
  private static final Logger LOGGER = System.getLogger(MessagesApi.class.getName());

  private FaultLog() {}

  static void write(Throwable fault) {
    if (fault instanceof StoreUnavailableException) {
      LOGGER.log(Level.WARNING, "Messages are out of reach: {0}", fault.getMessage());
    } else {
      LOGGER.log(Level.ERROR, "A request met a bug: {0}", trace(fault));
    }
  }

  private static String trace(Throwable fault) {
    StringBuilder trace = new StringBuilder();
    Throwable current = fault;
    while (current != null) {
      trace.append(current.getClass().getName());
      for (StackTraceElement frame : current.getStackTrace()) {
        trace.append("\n\tat ").append(frame);
      }
      current = current.getCause();
      trace.append(current == null ? "" : "\nCaused by: ");
    }
    return trace.toString();
  }
}
