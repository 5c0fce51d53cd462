package dev.gatepost.token.testkit;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens whose header talks the verifier into an algorithm that proves nothing. */
final class AlgorithmForgeries {
  private static final int SPKI_PREFIX_BYTES = 24; // of an RSA key of 2048 bits
  private static final String NONE =
      "an unsigned token is nobody's word (RFC 8725 section 3.1); names are compared exactly";
  private static final String CONFUSION =
      "a public key is no secret: whoever reads it makes this token (CVE-2015-9235,"
          + " CVE-2023-48223)";

  private AlgorithmForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.of(none(forge), names(forge), publicKeyAsSecret(forge)).flatMap(s -> s);
  }

  private static Stream<HostileToken> none(Forge forge) {
    Stream<HostileToken> unsigned =
        Stream.of("none", "None", "NONE", "nOnE")
            .map(
                alg ->
                    new HostileToken(
                        "alg " + alg + " without signature",
                        Forge.input(forge.good().header("alg", alg)) + ".",
                        NONE));
    TestToken none = forge.good().header("alg", "none");
    return Stream.concat(
        unsigned,
        Stream.of(
            new HostileToken("alg none with a true RS256 signature", none.sign(), NONE),
            new HostileToken("alg none in two parts", Forge.input(none), NONE),
            new HostileToken(
                "alg none without kid",
                Forge.input(none.copy().withoutHeader("kid")) + ".",
                NONE)));
  }

  private static Stream<HostileToken> names(Forge forge) {
    Stream<HostileToken> wrongNames =
        Stream.of("rs256", "RS256 ", " RS256", "SHA256withRSA", "RS1", "")
            .map(
                alg ->
                    new HostileToken(
                        "alg \"" + alg + "\", truly signed",
                        forge.good().header("alg", alg).sign(),
                        "no registered algorithm (RFC 7518 section 3.1)"));
    Stream<HostileToken> wrongTypes =
        Stream.of(List.of("RS256"), true, 256, Map.of("alg", "RS256"))
            .map(
                alg ->
                    new HostileToken(
                        "alg of type " + alg.getClass().getSimpleName(),
                        forge.good().header("alg", alg).sign(),
                        "alg is a string; what else slips through unchecked (CVE-2019-17195)"));
    return Stream.of(
            wrongNames,
            wrongTypes,
            Stream.of(
                new HostileToken(
                    "alg missing",
                    forge.good().withoutHeader("alg").sign(),
                    "RFC 7515 section 4.1.1 requires it"),
                new HostileToken(
                    "alg null",
                    forge.good().header("alg", null).sign(),
                    "null is no algorithm, and not the absence of one")))
        .flatMap(s -> s);
  }

  private static Stream<HostileToken> publicKeyAsSecret(Forge forge) {
    TestToken token = forge.good().header("alg", "HS256");
    byte[] der = forge.keys().rsa().getPublic().getEncoded();
    Stream<HostileToken> forms =
        publicKeyForms(forge).entrySet().stream()
            .map(
                form ->
                    new HostileToken(
                        "HS256 keyed with the public key as " + form.getKey(),
                        Forge.authenticated(token, "HmacSHA256", form.getValue()),
                        CONFUSION));
    return Stream.concat(
        forms,
        Stream.of(
            new HostileToken(
                "HS384 keyed with the public key",
                Forge.authenticated(forge.good().header("alg", "HS384"), "HmacSHA384", der),
                CONFUSION),
            new HostileToken(
                "HS512 keyed with the public key",
                Forge.authenticated(forge.good().header("alg", "HS512"), "HmacSHA512", der),
                CONFUSION),
            new HostileToken(
                "HS256 keyed with the public EC key",
                Forge.authenticated(
                    token.copy().header("kid", forge.keys().ecKeyId()),
                    "HmacSHA256",
                    forge.keys().ec().getPublic().getEncoded()),
                CONFUSION),
            // HMAC fills a key up with zeros, so this is the empty key, which the JCA refuses.
            new HostileToken(
                "HS256 keyed with nothing",
                Forge.authenticated(token, "HmacSHA256", new byte[1]),
                "where no key was found, an empty one must not do (CVE-2026-44351)")));
  }

  private static Map<String, byte[]> publicKeyForms(Forge forge) {
    byte[] der = forge.keys().rsa().getPublic().getEncoded();
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    byte[] pkcs1 = Arrays.copyOfRange(der, SPKI_PREFIX_BYTES, der.length);
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("DER", der);
    forms.put("PKCS#1", pkcs1);
    forms.put("PEM", Forge.utf8(pem));
    forms.put("PEM without its last line end", Forge.utf8(pem.strip()));
    forms.put("PEM with CRLF", Forge.utf8(pem.replace("\n", "\r\n")));
    forms.put("PEM behind a blank", Forge.utf8(" " + pem));
    forms.put("base64", Forge.utf8(Base64.getEncoder().encodeToString(der)));
    forms.put("its modulus", TestKeys.unsigned(forge.keys().rsaPublic().getModulus()));
    forms.put("JWK", Forge.utf8(forge.issuer().jwk()));
    forms.put("JWK set", Forge.utf8(forge.issuer().jwks()));
    return forms;
  }
}
