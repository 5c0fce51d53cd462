package dev.gatepost.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of the conformance files, and its run through the verifier. */
record ConformanceCase(Map<String, @Nullable Object> members) {

  /** What the verifier made of a case. */
  record Outcome(String verdict, String reason, String message) {}

  /** Our own cases. */
  static List<ConformanceCase> ours() {
    try (InputStream lines =
        Objects.requireNonNull(ConformanceCase.class.getResourceAsStream("token-cases.jsonl"))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(ConformanceCase::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ConformanceCase parse(String line) {
    try {
      return new ConformanceCase(StrictJson.parse(line));
    } catch (StrictJson.InvalidJsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  String id() {
    return text(members, "id");
  }

  String description() {
    return text(members, "description");
  }

  /** Whether the case is more than an opinion. */
  boolean isBinding() {
    return !text(members, "strictness").equals("opinion");
  }

  List<String> rightVerdicts() {
    List<String> verdicts = new ArrayList<>(texts("alsoOk"));
    verdicts.add(text(members, "expect"));
    return verdicts;
  }

  List<String> reasons() {
    return texts("reasons");
  }

  String token() {
    return text(members, "token");
  }

  /** The key set, as JSON text. */
  String jwks() {
    return text(config(), "jwks");
  }

  Outcome run() {
    return run(null);
  }

  /** As {@link #run()}, with the signatures of a provider. */
  Outcome run(@Nullable Provider provider) {
    String token = token();
    try {
      if (text(config(), "mode").equals("signature")) {
        verifySignatureOnly(token, provider);
      } else {
        verifier(provider).verify(token);
      }
      return new Outcome("accept", "", "");
    } catch (TokenRejectedException e) {
      String reason = e.reason().label();
      String name = reason.equals("unsupported_critical_header") ? "unsupported_crit" : reason;
      return new Outcome("reject", name, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Outcome("config-error", "", String.valueOf(e.getMessage()));
    }
  }

  private TokenVerifier verifier(@Nullable Provider provider) {
    Map<String, @Nullable Object> config = config();
    TokenVerifierBuilder builder =
        TokenVerifier.builder()
            .keys(KeySource.ofJwks(jwks()))
            .allowMissingSubject()
            .leeway(Duration.ofSeconds(number(config, "clockSkewSeconds")))
            .clock(Clock.fixed(Instant.ofEpochSecond(number(config, "now")), ZoneOffset.UTC));
    if (provider == null) {
      builder.jdkCryptoProviders();
    } else {
      builder.cryptoProvider(provider);
    }
    if (config.get("issuer") instanceof String issuer) {
      builder.issuer(issuer);
    }
    if (config.get("audience") instanceof String audience) {
      builder.audience(audience);
    } else if (config.get("audience") instanceof List<?> audiences) {
      audiences.forEach(audience -> builder.audience((String) audience));
    }
    return builder.build();
  }

  private void verifySignatureOnly(String token, @Nullable Provider provider)
      throws TokenRejectedException {
    KeySource keys = KeySource.ofJwks(jwks());
    CompactJws jws = CompactJws.parse(token, 64 * 1024);
    Algorithm algorithm = jws.header().algorithm();
    CryptoChoice choice = provider == null ? CryptoChoice.ofJdk() : CryptoChoice.of(provider);
    new SignatureCheck(choice).check(jws, algorithm, keys.find(jws.header().keyId(), algorithm));
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> config() {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(members.get("config"));
  }

  private List<String> texts(String name) {
    return members.get(name) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String text(Map<String, @Nullable Object> object, String name) {
    return (String) Objects.requireNonNull(object.get(name), name);
  }

  private static long number(Map<String, @Nullable Object> object, String name) {
    return (Long) Objects.requireNonNull(object.get(name), name);
  }
}
