package dev.gatepost.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several issuers, of which a token's {@code iss} chooses one before any key is looked at. That
 * choice is the sender's, and harmless: the chosen verifier demands its own issuer's signature, so
 * no key ever serves another issuer's tokens.
 */
final class MultiIssuerVerifier implements TokenVerifier {
  private final Map<String, SingleIssuerVerifier> byIssuer = new LinkedHashMap<>();
  private final int maxChars;
  private final KnownHeaders headers = new KnownHeaders();

  MultiIssuerVerifier(List<TokenVerifier> verifiers) {
    Set<KeySource> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SingleIssuerVerifier verifier : flatten(verifiers)) {
      String issuer = verifier.policy().issuer();
      if (!sources.add(verifier.keys())) {
        throw new IllegalArgumentException(
            "one key source for two issuers, the second of them " + issuer);
      }
      if (byIssuer.putIfAbsent(issuer, verifier) != null) {
        throw new IllegalArgumentException("two verifiers for issuer " + issuer);
      }
    }
    if (byIssuer.isEmpty()) {
      throw new IllegalArgumentException("no verifier");
    }
    maxChars = byIssuer.values().stream().mapToInt(v -> v.policy().maxChars()).max().orElseThrow();
  }

  private static List<SingleIssuerVerifier> flatten(List<TokenVerifier> verifiers) {
    List<SingleIssuerVerifier> flat = new ArrayList<>();
    for (TokenVerifier verifier : verifiers) {
      if (verifier instanceof SingleIssuerVerifier single) {
        flat.add(single);
      } else if (verifier instanceof MultiIssuerVerifier multi) {
        flat.addAll(multi.byIssuer.values());
      }
    }
    return flat;
  }

  @Override
  public VerifiedToken verify(@Nullable String compact) throws TokenRejectedException {
    for (SingleIssuerVerifier verifier : byIssuer.values()) {
      VerifiedToken again = verifier.verifyAgain(compact);
      if (again != null) {
        return again;
      }
    }
    UnprovenToken token = UnprovenToken.parse(compact, maxChars, headers);
    VerifiedToken verified = choose(token.claims()).verify(token);
    headers.add(token.jws());
    return verified;
  }

  private SingleIssuerVerifier choose(Claims claims) throws TokenRejectedException {
    String issuer = claims.issuer();
    if (issuer == null) {
      throw new TokenRejectedException(Reason.MISSING_CLAIM, "iss is missing");
    }
    SingleIssuerVerifier verifier = byIssuer.get(issuer);
    if (verifier == null) {
      throw new TokenRejectedException(
          Reason.WRONG_ISSUER, "iss is " + Excerpt.of(issuer) + ", not one of " + issuers());
    }
    return verifier;
  }

  private Set<String> issuers() {
    return byIssuer.keySet();
  }

  @Override
  public Explanation explain(@Nullable String compact) {
    try {
      Claims claims = Claims.parse(CompactJws.parse(compact, maxChars).payload());
      return choose(claims).explain(compact);
    } catch (TokenRejectedException e) {
      return new Explaining(
              nobodysPolicy(), null, new SignatureCheck(CryptoChoice.ofJdk()), Instant.EPOCH)
          .explain(compact);
    }
  }

  // For a token that chooses no issuer: what can be judged of it without one.
  private Policy nobodysPolicy() {
    ClaimRule issuer = new ClaimRule("issuer", (claims, now) -> choose(claims));
    return new Policy("", false, maxChars, List.of(issuer), List.of(), List.of());
  }
}
