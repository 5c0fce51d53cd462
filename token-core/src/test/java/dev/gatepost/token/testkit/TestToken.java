package dev.gatepost.token.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token in the making. Each method changes it and returns it; not safe for many threads. */
public final class TestToken {
  private final PrivateKey key;
  private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();

  TestToken(PrivateKey key, String keyId) {
    this.key = key;
    header("alg", "RS256").header("kid", keyId);
  }

  /** A token like this one, to be changed apart from it. */
  public TestToken copy() {
    TestToken copy = new TestToken(key, "");
    copy.header.clear();
    copy.header.putAll(header);
    copy.claims.putAll(claims);
    return copy;
  }

  /** Sets {@code sub}. */
  public TestToken subject(String subject) {
    return claim("sub", subject);
  }

  /** Sets {@code aud} to one value. */
  public TestToken audience(String audience) {
    return claim("aud", audience);
  }

  /** Sets the {@code scope} claim to these, parted by blanks. */
  public TestToken scopes(String... values) {
    return claim("scope", String.join(" ", values));
  }

  /** Sets {@code exp}. */
  public TestToken expiringAt(Instant instant) {
    return claim("exp", instant.getEpochSecond());
  }

  /** Sets a claim to a string, number, boolean, list, map, or JSON's null. */
  public TestToken claim(String name, @Nullable Object value) {
    claims.put(name, value);
    return this;
  }

  /** Takes a claim away. */
  public TestToken without(String name) {
    claims.remove(name);
    return this;
  }

  /** Sets a header member, as {@link #claim} sets a claim. */
  public TestToken header(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  /** Takes a header member away. */
  public TestToken withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  /** The token in compact form, signed with RS256 whatever its header says. */
  public String sign() {
    return sign(headerJson(), claimsJson());
  }

  String headerJson() {
    return JsonText.of(header);
  }

  String claimsJson() {
    return JsonText.of(claims);
  }

  @Nullable Object claim(String name) {
    return claims.get(name);
  }

  /** A token of that very header and those very claims, signed with RS256 as it stands. */
  public String sign(String headerText, String claimsText) {
    String input = base64(utf8(headerText)) + "." + base64(utf8(claimsText));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(utf8(input));
      return input + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Shows nothing: all of it is the token. */
  @Override
  public String toString() {
    return "TestToken[…]";
  }
}
