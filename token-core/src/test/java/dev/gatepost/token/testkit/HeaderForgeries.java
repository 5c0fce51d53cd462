package dev.gatepost.token.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Truly signed tokens whose header changes what the rest of them means. */
final class HeaderForgeries {
  private static final String CRITICAL =
      "what must be understood, and is not, is refused (RFC 7515 section 4.1.11, CVE-2026-35042)";

  private HeaderForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.of(critical(forge), otherTypes(forge), otherContents(forge)).flatMap(s -> s);
  }

  private static Stream<HostileToken> critical(Forge forge) {
    return Stream.of(
        crit(forge, "crit of something unknown", List.of("x")),
        crit(forge, "crit empty", List.of()),
        crit(forge, "crit of what is not there", List.of("y")),
        crit(forge, "crit of a registered member", List.of("alg")),
        crit(forge, "crit with a name twice", List.of("x", "x")),
        crit(forge, "crit as text", "x"),
        crit(forge, "crit of a number", List.of(1)));
  }

  private static HostileToken crit(Forge forge, String name, Object value) {
    return new HostileToken(
        name, forge.good().header("x", 1).header("crit", value).sign(), CRITICAL);
  }

  private static Stream<HostileToken> otherTypes(Forge forge) {
    Stream<HostileToken> names =
        Stream.of("logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE")
            .map(
                typ ->
                    new HostileToken(
                        "typ " + typ,
                        forge.good().header("typ", typ).sign(),
                        "another kind of token by the same key (RFC 8725 section 3.11)"));
    return Stream.concat(
        names,
        Stream.of(
            new HostileToken(
                "typ as a list",
                forge.good().header("typ", List.of("at+jwt")).sign(),
                "typ is a string (RFC 7515 section 4.1.9, CVE-2019-17195)")));
  }

  private static Stream<HostileToken> otherContents(Forge forge) {
    TestToken good = forge.good();
    byte[] claims = Forge.utf8(good.claimsJson());
    String nestedHeader = forge.good().header("cty", "JWT").headerJson();
    TestToken unencoded = forge.good().header("b64", false).header("crit", List.of("b64"));
    TestToken zipped = forge.good().header("zip", "DEF");
    return Stream.of(
        new HostileToken(
            "b64 false, the claims encoded all the same",
            unencoded.sign(),
            "the claims are not what b64 false says they are (RFC 7797)"),
        new HostileToken(
            "b64 false, not critical",
            forge.good().header("b64", false).sign(),
            "RFC 7797 section 6 requires crit; two verifiers would read two payloads"),
        new HostileToken(
            "zip with compressed claims",
            forge.signed(Forge.utf8(zipped.headerJson()), deflated(claims)),
            "a few octets can become gigabytes (CVE-2024-28180); no JWS is compressed"),
        new HostileToken(
            "zip with plain claims",
            zipped.sign(),
            "no JWS is compressed (RFC 7516 section 4.1.3)"),
        new HostileToken(
            "good token within a token",
            forge.signed(nestedHeader, good.sign()),
            "the claims are those of another token (RFC 7519 section 5.2)"),
        new HostileToken(
            "cty JWT with plain claims",
            forge.good().header("cty", "JWT").sign(),
            "it says that it holds another token"),
        new HostileToken(
            "enc in a signed token",
            forge.good().header("enc", "A128GCM").sign(),
            "it says that it is encrypted (RFC 7516 section 9)"),
        new HostileToken(
            "encrypted unsigned token",
            EncryptedToken.of(forge.keys(), Forge.input(forge.good().header("alg", "none")) + "."),
            "anyone can encrypt to a public key (CVE-2026-29000)"),
        new HostileToken(
            "encrypted token that asks for two billion rounds",
            Forge.base64(
                    Forge.utf8(
                        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"AAAAAAAAAAA\","
                            + "\"p2c\":2147483647}"))
                + ".AAAA.AAAA.AAAA.AAAA",
            "a verifier must not work for the sender (CVE-2023-52428)"),
        new HostileToken(
            "header larger than any issuer's",
            forge.good().header("x", Map.of("y", "z".repeat(4096))).sign(),
            "beyond it lie attacks on the parser"));
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, raw)) {
      deflating.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      raw.end();
    }
    return out.toByteArray();
  }
}
