package dev.gatepost.token;

/** An attempt to fetch keys failed. The message is for the operator and holds no key. */
final class FetchFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  FetchFailedException(String message) {
    super(message, null, false, false);
  }
}
