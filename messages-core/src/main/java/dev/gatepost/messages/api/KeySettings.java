package dev.gatepost.messages.api;

import dev.gatepost.token.KeySource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The issuer's keys, from {@code OIDC_JWKS} or, by the tutorial's name, {@code OKTA_KEYS}. */
final class KeySettings {
  private static final String JWKS = "OIDC_JWKS";
  private static final String OKTA = "OKTA_KEYS";

  private KeySettings() {}

  /** The keys; nothing, and a complaint, where they are missing or wrong. */
  static Optional<KeySource> read(Variables variables) {
    Optional<String> jwks = variables.get(JWKS);
    Optional<String> okta = variables.get(OKTA);
    if (jwks.isPresent() && okta.isPresent()) {
      variables.complain(JWKS, "set this or " + OKTA + ", not both");
      return Optional.empty();
    }
    if (okta.isPresent()) {
      return keys(variables, OKTA, okta.get(), KeySource::ofBase64Jwks);
    }
    if (jwks.isEmpty()) {
      variables.complain(JWKS, "is not set, and neither is " + OKTA);
      return Optional.empty();
    }
    return keys(variables, JWKS, jwks.get().strip(), KeySettings::ofAnyForm);
  }

  private static Optional<KeySource> keys(
      Variables variables, String name, String value, Function<String, KeySource> form) {
    try {
      return Optional.of(form.apply(value));
    } catch (IllegalArgumentException e) {
      variables.complain(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static KeySource ofAnyForm(String value) {
    if (value.startsWith("{")) {
      return KeySource.ofJwks(value);
    }
    if (value.startsWith("file:")) {
      return KeySource.ofJwks(content(value));
    }
    if (value.startsWith("https:") || value.startsWith("http:")) {
      throw new IllegalArgumentException(
          "keys are not fetched from an address; give the JWKS itself, its base64, or file:PATH");
    }
    return KeySource.ofBase64Jwks(value);
  }

  private static String content(String value) {
    try {
      return Files.readString(path(value));
    } catch (IOException | IllegalArgumentException e) {
      // Its own words may quote what the file holds.
      throw new IllegalArgumentException(
          "the file cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Path path(String value) {
    return value.startsWith("file://")
        ? Path.of(URI.create(value))
        : Path.of(value.substring("file:".length()));
  }
}
