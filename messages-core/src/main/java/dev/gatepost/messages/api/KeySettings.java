package dev.gatepost.messages.api;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.RemoteKeySettings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The issuer's keys: from {@code OIDC_JWKS} or, by the tutorial's name, {@code OKTA_KEYS}, else as
 * the issuer itself publishes them. Nothing is fetched here.
 */
final class KeySettings {
  private static final String JWKS = "OIDC_JWKS";
  private static final String OKTA = "OKTA_KEYS";

  private KeySettings() {}

  /** The keys; nothing, and a complaint, where they are missing or wrong. */
  static Optional<KeySource> read(
      Variables variables, Optional<String> issuer, RemoteKeySettings fetching) {
    Optional<String> jwks = variables.get(JWKS);
    Optional<String> okta = variables.get(OKTA);
    if (jwks.isPresent() && okta.isPresent()) {
      variables.complain(JWKS, "set this or " + OKTA + ", not both");
      return Optional.empty();
    }
    if (jwks.isPresent()) {
      return keys(variables, JWKS, () -> ofAnyForm(jwks.get().strip(), fetching));
    }
    if (okta.isPresent()) {
      return keys(variables, OKTA, () -> KeySource.ofBase64Jwks(okta.get()));
    }
    return issuer.flatMap(name -> keys(variables, "OIDC_ISSUER", () -> discovered(name, fetching)));
  }

  private static Optional<KeySource> keys(
      Variables variables, String name, Supplier<KeySource> keys) {
    try {
      return Optional.of(keys.get());
    } catch (IllegalArgumentException e) {
      variables.complain(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static KeySource ofAnyForm(String value, RemoteKeySettings fetching) {
    if (value.startsWith("{")) {
      return KeySource.ofJwks(value);
    }
    if (value.startsWith("file:")) {
      return KeySource.ofFile(path(value));
    }
    if (value.startsWith("https:") || value.startsWith("http:")) {
      return KeySource.remote(address(value), fetching);
    }
    return KeySource.ofBase64Jwks(value);
  }

  private static KeySource discovered(String issuer, RemoteKeySettings fetching) {
    try {
      return KeySource.discover(issuer, fetching);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "neither " + JWKS + " nor " + OKTA + " is set, and " + e.getMessage());
    }
  }

  private static Path path(String value) {
    try {
      return value.startsWith("file://")
          ? Path.of(address(value))
          : Path.of(value.substring("file:".length()));
    } catch (InvalidPathException e) {
      // Its own words quote the value, which may be a key gone astray.
      throw new IllegalArgumentException("not the path of a file");
    }
  }

  private static URI address(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      // Its own words quote the value, which may hold a password.
      throw new IllegalArgumentException("not an address");
    }
  }
}
