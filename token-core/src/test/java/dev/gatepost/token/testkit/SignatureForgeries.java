package dev.gatepost.token.testkit;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens whose signature is not that of the key over what they say. */
final class SignatureForgeries {
  private static final int HALF = 32;
  private static final String WRONG = "the signature is over something else";
  private static final String PSYCHIC =
      "r and s must be 1 to n-1: Java itself once took zeros (CVE-2022-21449)";

  private SignatureForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.of(tampered(forge), mislabelled(forge), ellipticCurve(forge)).flatMap(s -> s);
  }

  private static Stream<HostileToken> tampered(Forge forge) {
    String input = Forge.input(forge.good());
    byte[] signature = Forge.signature(input, "SHA256withRSA", forge.keys().rsaPrivate());
    byte[] flipped = signature.clone();
    flipped[0] ^= 1;
    String otherSubject = Forge.input(forge.good().subject("admin"));
    String otherHeader = Forge.input(forge.good().header("x", "y"));
    return Stream.of(
        signed("claims changed after signing", otherSubject, signature),
        signed("header changed after signing", otherHeader, signature),
        signed("signature with one bit flipped", input, flipped),
        signed("signature cut by an octet", input, Arrays.copyOf(signature, signature.length - 1)),
        signed(
            "signature with an octet more", input, Arrays.copyOf(signature, signature.length + 1)),
        signed("signature of zeros", input, new byte[signature.length]),
        signed("signature of one zero", input, new byte[1]),
        new HostileToken("signature empty", input + ".", "it is not signed at all"),
        new HostileToken("signature missing", input, "it is not signed at all"));
  }

  private static HostileToken signed(String name, String input, byte[] signature) {
    return new HostileToken(name, input + "." + Forge.base64(signature), WRONG);
  }

  private static Stream<HostileToken> mislabelled(Forge forge) {
    String only = "the key is published for RS256 alone (RFC 7517 section 4.4)";
    return Stream.of(
        new HostileToken(
            "PS256 in the header, RS256 in fact",
            forge.good().header("alg", "PS256").sign(),
            WRONG),
        new HostileToken(
            "RS256 in the header, PS256 in fact", rsa(forge, "RS256", "RSASSA-PSS"), WRONG),
        new HostileToken("PS256 by a key for RS256", rsa(forge, "PS256", "RSASSA-PSS"), only),
        new HostileToken("RS512 by a key for RS256", rsa(forge, "RS512", "SHA512withRSA"), only),
        new HostileToken(
            "RS256 in the header, SHA-1 in fact", rsa(forge, "RS256", "SHA1withRSA"), WRONG),
        new HostileToken(
            "RS256 in the header, RS512 in fact", rsa(forge, "RS256", "SHA512withRSA"), WRONG));
  }

  private static String rsa(Forge forge, String alg, String jcaName) {
    return Forge.signed(forge.good().header("alg", alg), jcaName, forge.keys().rsaPrivate());
  }

  private static Stream<HostileToken> ellipticCurve(Forge forge) {
    TestToken token = forge.good().header("alg", "ES256").header("kid", forge.keys().ecKeyId());
    String input = Forge.input(token);
    byte[] n = n(forge);
    byte[] zero = new byte[HALF];
    byte[] one = new byte[HALF];
    one[HALF - 1] = 1;
    Stream<HostileToken> psychic =
        Map.of(
                "r = s = 0", join(zero, zero),
                "r = 0, s = 1", join(zero, one),
                "r = 1, s = 0", join(one, zero),
                "r = s = n", join(n, n),
                "r = n, s = 1", join(n, one))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                pair ->
                    new HostileToken(
                        "ES256 with " + pair.getKey(),
                        input + "." + Forge.base64(pair.getValue()),
                        PSYCHIC));
    return Stream.concat(psychic, wrongForm(forge, input));
  }

  private static Stream<HostileToken> wrongForm(Forge forge, String input) {
    PrivateKey key = forge.keys().ec().getPrivate();
    byte[] raw = Forge.signature(input, "SHA256withECDSAinP1363Format", key);
    byte[] der = Forge.signature(input, "SHA256withECDSA", key);
    String octets = "an ES256 signature is exactly r and s, 32 octets each (RFC 7518 section 3.4)";
    return Stream.of(
        new HostileToken("ES256 signature in DER", input + "." + Forge.base64(der), octets),
        new HostileToken(
            "ES256 signature with an octet more",
            input + "." + Forge.base64(Arrays.copyOf(raw, raw.length + 1)),
            octets),
        new HostileToken(
            "ES256 by the EC key under the RSA key's kid",
            Forge.signed(forge.good().header("alg", "ES256"), "SHA256withECDSAinP1363Format", key),
            "the named key is of another type than alg"));
  }

  private static byte[] n(Forge forge) {
    BigInteger order = ((ECPublicKey) forge.keys().ec().getPublic()).getParams().getOrder();
    return TestKeys.unsigned(order);
  }

  private static byte[] join(byte[] r, byte[] s) {
    byte[] both = Arrays.copyOf(r, r.length + s.length);
    System.arraycopy(s, 0, both, r.length, s.length);
    return both;
  }
}
