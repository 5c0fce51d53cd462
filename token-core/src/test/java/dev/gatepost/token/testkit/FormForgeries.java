package dev.gatepost.token.testkit;

import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Good tokens that are written in another way, or grown beyond measure. */
final class FormForgeries {
  private static final int TOO_LONG = 65_537;
  private static final String CANONICAL =
      "one token, one text (RFC 7515 section 2): else a list of revoked ones, or a cache, misses it";
  private static final String THREE_PARTS = "a signed token has three parts, none of them empty";

  private FormForgeries() {}

  static Stream<HostileToken> of(Forge forge) {
    return Stream.concat(encodings(forge), shapes(forge));
  }

  private static Stream<HostileToken> encodings(Forge forge) {
    String good = forge.good().sign();
    int middle = good.lastIndexOf('.') + 20;
    String unpadded = good.substring(0, good.lastIndexOf('.') + 1);
    byte[] signature = Base64.getUrlDecoder().decode(good.substring(unpadded.length()));
    return Stream.of(
        canonical("signature with padding", unpadded + padded(signature)),
        canonical("signature with other unused bits", withUnusedBits(good)),
        canonical("signature with a padding character more", good + "="),
        canonical("signature in the other base64 alphabet", inOtherAlphabet(forge)),
        canonical("signature with a blank in it", insert(good, middle, " ")),
        canonical("signature with a tab in it", insert(good, middle, "\t")),
        canonical("signature with a character that is not base64", insert(good, middle, "!")),
        canonical("signature with a padding character in it", insert(good, middle, "=")),
        canonical("header with padding, signed as sent", paddedHeader(forge)),
        canonical("first dot in percent-encoding", good.replaceFirst("\\.", "%2E")));
  }

  private static HostileToken canonical(String name, String compact) {
    return new HostileToken(name, compact, CANONICAL);
  }

  private static String insert(String text, int at, String more) {
    return text.substring(0, at) + more + text.substring(at);
  }

  private static String padded(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  // 256 octets leave 4 of the last character's bits unused; all are zero in the one true form.
  private static String withUnusedBits(String good) {
    int last = good.length() - 1;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return good.substring(0, last) + alphabet.charAt(alphabet.indexOf(good.charAt(last)) | 1);
  }

  private static String inOtherAlphabet(Forge forge) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> forge.good().claim("x", i).sign())
        .filter(token -> token.substring(token.lastIndexOf('.')).matches(".*[-_].*"))
        .map(
            token -> {
              int signature = token.lastIndexOf('.');
              return token.substring(0, signature)
                  + token.substring(signature).replace('-', '+').replace('_', '/');
            })
        .findFirst()
        .orElseThrow();
  }

  private static String paddedHeader(Forge forge) {
    String header = forge.good().headerJson();
    String ofOneOctetMore = header + " ".repeat((4 - header.length() % 3) % 3);
    return forge.signedParts(
        padded(Forge.utf8(ofOneOctetMore)), Forge.base64(Forge.utf8(forge.good().claimsJson())));
  }

  private static Stream<HostileToken> shapes(Forge forge) {
    String good = forge.good().sign();
    String[] parts = good.split("\\.", -1);
    return Stream.of(
        shape("four parts", good + "." + parts[2]),
        shape("a dot behind", good + "."),
        shape("a dot in front", "." + good),
        shape("no header", "." + parts[1] + "." + parts[2]),
        shape("no claims, signed as sent", forge.signedParts(parts[0], "")),
        shape("one part", parts[0]),
        shape("dots alone", ".."),
        shape("thousands of dots", ".".repeat(4000)),
        shape("good token behind a comma", parts[0] + "," + good),
        new HostileToken(
            "JSON serialization",
            "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                .formatted(parts[0], parts[1], parts[2]),
            "a bearer token is in compact form (RFC 7519 section 1)"),
        new HostileToken(
            "more than 64 Ki characters",
            forge.good().claim("x", "x".repeat(TOO_LONG)).sign(),
            "a verifier must not work for the sender (CVE-2025-27144)"));
  }

  private static HostileToken shape(String name, String compact) {
    return new HostileToken(name, compact, THREE_PARTS);
  }
}
