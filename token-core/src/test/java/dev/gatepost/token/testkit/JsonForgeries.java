package dev.gatepost.token.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Truly signed tokens whose JSON two parsers may read in two ways. */
final class JsonForgeries {
  private static final int TOO_DEEP = 1000;
  private static final String TWICE =
      "one parser takes the first, another the last (RFC 7515 section 4, RFC 7519 section 4)";
  private static final String NO_JSON = "not one JSON object and nothing else (RFC 8259)";

  private JsonForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.of(duplicates(forge), claims(forge), headers(forge), octets(forge))
        .flatMap(s -> s);
  }

  private static Stream<HostileToken> duplicates(Forge forge) {
    String header = forge.good().headerJson();
    String claims = forge.good().claimsJson();
    Map<String, String> twiceInClaims = new LinkedHashMap<>();
    twiceInClaims.put("sub twice, first an admin", Forge.withFirst(claims, "\"sub\":\"admin\""));
    twiceInClaims.put("sub twice, last an admin", Forge.withLast(claims, "\"sub\":\"admin\""));
    twiceInClaims.put("exp twice", Forge.withLast(claims, "\"exp\":99999999999"));
    twiceInClaims.put("sub twice, once escaped", Forge.withLast(claims, "\"\\u0073ub\":\"admin\""));
    twiceInClaims.put(
        "a member twice, further down", Forge.withLast(claims, "\"x\":[{\"a\":1,\"a\":2}]"));
    Stream<HostileToken> inClaims =
        twiceInClaims.entrySet().stream()
            .map(e -> new HostileToken(e.getKey(), forge.signed(header, e.getValue()), TWICE));
    return Stream.concat(
        inClaims,
        Stream.of(
            new HostileToken(
                "alg twice, first none",
                forge.signed(Forge.withFirst(header, "\"alg\":\"none\""), claims),
                TWICE),
            new HostileToken(
                "alg twice, last none",
                forge.signed(Forge.withLast(header, "\"alg\":\"none\""), claims),
                TWICE),
            new HostileToken(
                "kid twice",
                forge.signed(Forge.withFirst(header, "\"kid\":\"other\""), claims),
                TWICE)));
  }

  private static Stream<HostileToken> claims(Forge forge) {
    String header = forge.good().headerJson();
    String good = forge.good().claimsJson();
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("claims in an array", "[" + good + "]");
    wrong.put("claims as a string", "\"x\"");
    wrong.put("claims null", "null");
    wrong.put("claims twice", good + good);
    wrong.put("claims with text behind", good + "x");
    wrong.put("claims cut short", good.substring(0, good.length() - 1));
    wrong.put("claims with a byte order mark", "\uFEFF" + good);
    wrong.put("claims with a comment", "/**/" + good);
    wrong.put("claims with a comma too many", good.substring(0, good.length() - 1) + ",}");
    wrong.put("claims in single quotes", good.replace('"', '\''));
    wrong.put("claims with NaN", Forge.withLast(good, "\"x\":NaN"));
    wrong.put("claims with a leading zero", Forge.withLast(good, "\"x\":01"));
    wrong.put("claims with half a character", Forge.withLast(good, "\"x\":\"\\ud800\""));
    wrong.put("claims with a bare line break", Forge.withLast(good, "\"x\":\"\n\""));
    wrong.put("claims nested too deep", Forge.withLast(good, "\"x\":" + nested(TOO_DEEP)));
    wrong.put("claims that never end", "{\"x\":" + "[".repeat(TOO_DEEP));
    return wrong.entrySet().stream()
        .map(e -> new HostileToken(e.getKey(), forge.signed(header, e.getValue()), NO_JSON));
  }

  private static Stream<HostileToken> headers(Forge forge) {
    String good = forge.good().headerJson();
    String claims = forge.good().claimsJson();
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("header in an array", "[" + good + "]");
    wrong.put("header null", "null");
    wrong.put("header with text behind", good + "x");
    wrong.put("header with a byte order mark", "\uFEFF" + good);
    wrong.put("header nested too deep", Forge.withLast(good, "\"x\":" + nested(TOO_DEEP)));
    return wrong.entrySet().stream()
        .map(e -> new HostileToken(e.getKey(), forge.signed(e.getValue(), claims), NO_JSON));
  }

  private static Stream<HostileToken> octets(Forge forge) {
    byte[] header = Forge.utf8(forge.good().headerJson());
    String name = forge.good().subject("Zoë").claimsJson();
    byte[] latin1 = name.getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = forge.good().claimsJson().getBytes(StandardCharsets.UTF_16BE);
    return Stream.of(
        new HostileToken(
            "claims in Latin-1",
            forge.signed(header, latin1),
            "not UTF-8 (RFC 7519 section 7.1); repaired, it could name somebody else"),
        new HostileToken(
            "claims in UTF-16", forge.signed(header, utf16), "not UTF-8 (RFC 7519 section 7.1)"));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
