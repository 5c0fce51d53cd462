package dev.gatepost.token.testkit;

import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens that bring their own key, or name one that the issuer does not have. */
final class KeyForgeries {
  private static final String ELSEWHERE = "https://attacker.invalid/keys";
  private static final String EMBEDDED =
      "a key that comes with the token proves nothing (RFC 8725 section 3.10, CVE-2018-0114)";
  private static final String NO_KEY = "the issuer has no such key";

  private KeyForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.concat(embedded(forge), named(forge));
  }

  private static Stream<HostileToken> embedded(Forge forge) {
    TestKeys stranger = forge.stranger();
    Map<String, Object> jwk =
        Map.of(
            "kty", "RSA",
            "n", Forge.base64(TestKeys.unsigned(stranger.rsaPublic().getModulus())),
            "e", Forge.base64(TestKeys.unsigned(stranger.rsaPublic().getPublicExponent())));
    List<String> chain =
        List.of(Base64.getEncoder().encodeToString(SelfSignedCertificate.of(stranger.rsa())));
    return Map.of("jwk", jwk, "jku", ELSEWHERE, "x5u", ELSEWHERE, "x5c", chain).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            member -> {
              TestToken token = forge.good().header(member.getKey(), member.getValue());
              return Stream.of(
                  new HostileToken(
                      "stranger's key in " + member.getKey() + ", under the issuer's kid",
                      strangers(forge, token),
                      EMBEDDED),
                  new HostileToken(
                      "stranger's key in " + member.getKey() + ", without kid",
                      strangers(forge, token.copy().withoutHeader("kid")),
                      EMBEDDED));
            });
  }

  private static Stream<HostileToken> named(Forge forge) {
    Stream<HostileToken> wrongTypes =
        Stream.of(5, List.of(forge.keys().rsaKeyId()), Map.of("kid", forge.keys().rsaKeyId()))
            .map(
                kid ->
                    new HostileToken(
                        "kid of type " + kid.getClass().getSimpleName(),
                        forge.good().header("kid", kid).sign(),
                        "kid is a string (RFC 7515 section 4.1.4)"));
    TestToken good = forge.good();
    TestToken path = forge.good().header("kid", "../../../../dev/null").header("alg", "HS256");
    return Stream.concat(
        wrongTypes,
        Stream.of(
            new HostileToken(
                "stranger's key under the issuer's kid", strangers(forge, good), NO_KEY),
            new HostileToken(
                "stranger's key without kid",
                strangers(forge, forge.good().withoutHeader("kid")),
                NO_KEY),
            new HostileToken(
                "stranger's key under a kid of its own",
                strangers(forge, forge.good().header("kid", "stranger")),
                NO_KEY),
            new HostileToken(
                "issuer's key under an unknown kid",
                forge.good().header("kid", "gone").sign(),
                "kid names the key; any other would also be one that was taken back"),
            new HostileToken(
                "issuer's key under the kid of its other key",
                forge.good().header("kid", forge.keys().ecKeyId()).sign(),
                "the named key is of another type than alg"),
            new HostileToken(
                "kid null", forge.good().header("kid", null).sign(), "null names no key"),
            new HostileToken(
                "kid that is a path to an empty file",
                Forge.authenticated(path, "HmacSHA256", new byte[1]),
                "a kid is looked up among the issuer's, never on a disk"),
            new HostileToken(
                "kid that is a query",
                strangers(forge, forge.good().header("kid", "x' UNION SELECT 'x' --")),
                "a kid is looked up among the issuer's, never in a database")));
  }

  private static String strangers(Forge forge, TestToken token) {
    PrivateKey key = forge.stranger().rsaPrivate();
    return Forge.signed(token, "SHA256withRSA", key);
  }
}
