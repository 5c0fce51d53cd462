package dev.gatepost.token.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Truly signed tokens that are of another issuer, for somebody else, of another time, or vague. */
final class ClaimForgeries {
  private static final long HOUR = 3600;
  private static final String OTHER_ISSUER = "compared exactly, code point by code point";
  private static final String NOT_FOR_US = "it is not meant for this service";
  private static final String TIMES =
      "a time is a number (RFC 7519 section 2); what is none, is none to judge by";

  private ClaimForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.of(
            issuer(forge),
            audience(forge),
            expiry(forge),
            start(forge),
            subject(forge),
            binding(forge))
        .flatMap(s -> s);
  }

  private static Stream<HostileToken> issuer(Forge forge) {
    String name = String.valueOf(forge.good().claim("iss"));
    return Stream.of(
        with(forge, "iss of another issuer", "iss", "https://attacker.invalid", OTHER_ISSUER),
        with(forge, "iss with a slash more", "iss", name + "/", OTHER_ISSUER),
        with(forge, "iss in upper case", "iss", name.toUpperCase(Locale.ROOT), OTHER_ISSUER),
        with(forge, "iss that goes on", "iss", name + ".attacker.invalid", OTHER_ISSUER),
        with(forge, "iss with a blank", "iss", name + " ", OTHER_ISSUER),
        with(forge, "iss in an array", "iss", List.of(name), "one string (CVE-2025-30144)"),
        with(
            forge,
            "iss beside another",
            "iss",
            List.of("https://attacker.invalid", name),
            "one string (CVE-2025-30144)"),
        with(forge, "iss null", "iss", null, "no issuer"),
        without(forge, "iss", "no issuer (CVE-2026-22748)"));
  }

  private static Stream<HostileToken> audience(Forge forge) {
    String name = forge.audience();
    if (name == null) {
      return Stream.empty();
    }
    return Stream.of(
        with(forge, "aud of another service", "aud", "other", NOT_FOR_US),
        with(forge, "aud that goes on", "aud", name + "-other", NOT_FOR_US),
        with(
            forge, "aud that stops short", "aud", name.substring(0, name.length() - 1), NOT_FOR_US),
        with(forge, "aud with a blank", "aud", name + " ", NOT_FOR_US),
        with(forge, "aud of several words", "aud", name + " other", NOT_FOR_US),
        with(forge, "aud empty", "aud", List.of(), NOT_FOR_US),
        with(forge, "aud in an array in an array", "aud", List.of(List.of(name)), NOT_FOR_US),
        with(forge, "aud as an object", "aud", Map.of(name, true), NOT_FOR_US),
        with(
            forge,
            "aud beside null",
            "aud",
            new ArrayList<>(Arrays.asList(name, null)),
            "an audience is a string (RFC 7519 section 4.1.3)"),
        with(forge, "aud null", "aud", null, NOT_FOR_US),
        without(forge, "aud", NOT_FOR_US));
  }

  private static Stream<HostileToken> expiry(Forge forge) {
    String withoutExp = forge.good().without("exp").claimsJson();
    return Stream.of(
        new HostileToken(
            "exp an hour ago",
            forge
                .good()
                .claim("iat", forge.now() - 2 * HOUR)
                .claim("exp", forge.now() - HOUR)
                .sign(),
            "it has expired"),
        with(forge, "exp 0", "exp", 0, "it has expired"),
        with(forge, "exp negative", "exp", -1, "it has expired"),
        with(forge, "exp as text", "exp", Long.toString(forge.now() + HOUR), TIMES),
        with(forge, "exp true", "exp", true, TIMES),
        with(forge, "exp null", "exp", null, TIMES),
        with(forge, "exp in an array", "exp", List.of(forge.now() + HOUR), TIMES),
        raw(forge, "exp beyond every number", Forge.withLast(withoutExp, "\"exp\":1e400")),
        raw(forge, "exp that overflows", Forge.withLast(withoutExp, "\"exp\":9223372036854775808")),
        without(forge, "exp", "a token without end is a password"));
  }

  private static HostileToken raw(Forge forge, String name, String claims) {
    return new HostileToken(
        name, forge.signed(forge.good().headerJson(), claims), "no time that anyone meant");
  }

  private static Stream<HostileToken> start(Forge forge) {
    return Stream.of(
        early(forge, "nbf", "it is not valid yet"),
        with(forge, "nbf as text", "nbf", "0", TIMES),
        with(forge, "nbf null", "nbf", null, TIMES),
        early(forge, "iat", "nobody can have issued it yet"),
        with(forge, "iat as text", "iat", "0", TIMES));
  }

  private static HostileToken early(Forge forge, String claim, String why) {
    TestToken token =
        forge.good().claim(claim, forge.now() + HOUR).claim("exp", forge.now() + 2 * HOUR);
    return new HostileToken(claim + " in an hour", token.sign(), why);
  }

  private static Stream<HostileToken> subject(Forge forge) {
    String reason = "a subject is a string (RFC 7519 section 4.1.2)";
    return Stream.of(
        with(forge, "sub as a number", "sub", 1, reason),
        with(forge, "sub as an object", "sub", Map.of("id", "user-1"), reason),
        with(forge, "sub in an array", "sub", List.of("user-1", "admin"), reason),
        with(forge, "sub null", "sub", null, reason));
  }

  private static Stream<HostileToken> binding(Forge forge) {
    String thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    String reason = "it is worth nothing without proof of a key (RFC 7800), and none is sent";
    return Stream.of(
        with(forge, "cnf for DPoP", "cnf", Map.of("jkt", thumbprint), reason),
        with(forge, "cnf for mutual TLS", "cnf", Map.of("x5t#S256", thumbprint), reason));
  }

  private static HostileToken with(
      Forge forge, String name, String claim, @Nullable Object value, String why) {
    return new HostileToken(name, forge.good().claim(claim, value).sign(), why);
  }

  private static HostileToken without(Forge forge, String claim, String why) {
    return new HostileToken(claim + " missing", forge.good().without(claim).sign(), why);
  }
}
