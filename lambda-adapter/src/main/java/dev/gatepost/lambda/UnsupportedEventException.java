package dev.gatepost.lambda;

/**
 * An event that is no HTTP request, or not one that could be understood. The message says what was
 * missed and quotes nothing of the event, for an event may hold a token or a person's words.
 */
final class UnsupportedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedEventException(String message) {
    // The runtime logs what a function throws. Neither a trace nor a parser's own words help there.
    super(message, null, false, false);
  }
}
