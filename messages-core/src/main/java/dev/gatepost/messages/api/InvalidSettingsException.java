package dev.gatepost.messages.api;

import java.util.List;

/** Settings that are missing or wrong: all of them at once, so that they can be mended at once. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String[] complaints;

  /**
   * Settings with these faults.
   *
   * @param complaints each names its variable, and shows no secret
   */
  public InvalidSettingsException(List<String> complaints) {
    super(String.join("; ", complaints));
    this.complaints = complaints.toArray(String[]::new);
  }

  /** One line for each thing to mend; each names its variable, and none shows a key. */
  public List<String> complaints() {
    return List.of(complaints);
  }
}
