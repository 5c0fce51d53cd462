package dev.gatepost.messages;

/**
 * The store is out of reach or failed. Trying again later may help: answer with 503.
 *
 * <p>The message is for the operator and holds nothing of a message's content.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault of the store.
   *
   * @param message what failed, for the operator, without anything that a person wrote
   */
  public StoreUnavailableException(String message) {
    super(message);
  }

  /**
   * A fault of the store.
   *
   * @param message what failed, for the operator, without anything that a person wrote
   * @param cause what the store's own library said
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
