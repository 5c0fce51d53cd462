package dev.gatepost.token;

import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TokenVerifier}. What is dangerous to forget has no default: {@link #build} names
 * all that is missing or wrong. Not safe for many threads; the verifier is.
 */
public final class TokenVerifierBuilder {
  private static final Duration MAX_LEEWAY = Duration.ofMinutes(5);
  // Beyond any token's life, and short enough to be added to any time that is accepted.
  private static final Duration MAX_MAX_AGE = Duration.ofDays(36_500);
  private static final int MIN_TOKEN_SIZE = 1024;
  private static final int MAX_TOKEN_SIZE = 64 * 1024;
  private static final int MAX_CACHED_TOKENS = 1_000_000;

  private @Nullable String issuer;
  private final Set<String> audiences = new LinkedHashSet<>();
  private final Set<String> clientIdsAsAudience = new LinkedHashSet<>();
  private final Set<String> clientIds = new LinkedHashSet<>();
  private final List<CustomRule> customRules = new ArrayList<>();
  private @Nullable KeySource keys;
  private @Nullable Duration maxAge;
  private final Set<String> requiredScopes = new LinkedHashSet<>();
  private boolean subjectRequired = true;
  private boolean senderConstraintIgnored;
  private boolean accessTokenTypeRequired;
  private Duration leeway = Duration.ofSeconds(30);
  private int maxTokenSize = 16 * 1024;
  private Clock clock = Clock.systemUTC();
  private @Nullable CryptoChoice crypto = CryptoChoice.automatic();
  private int cachedTokens;

  TokenVerifierBuilder() {}

  /** The issuer whose tokens are accepted: {@code iss} must equal it exactly. Required. */
  public TokenVerifierBuilder issuer(String issuer) {
    this.issuer = issuer;
    return this;
  }

  /**
   * Whom a token must be meant for: one of these must be among its {@code aud}, exactly. Required;
   * repeated calls add.
   */
  public TokenVerifierBuilder audience(String... alternatives) {
    audiences.addAll(Arrays.asList(alternatives));
    return this;
  }

  /**
   * Takes the client that a token was issued to ({@code client_id}, {@code cid} or {@code azp}) for
   * its audience: for issuers whose access tokens have no {@code aud}, such as Cognito. A token
   * that has one is refused, for it is meant for somebody else. Instead of {@link #audience};
   * repeated calls add.
   */
  public TokenVerifierBuilder clientIdAsAudience(String... alternatives) {
    clientIdsAsAudience.addAll(Arrays.asList(alternatives));
    return this;
  }

  /**
   * The only clients whose tokens are accepted, by {@code client_id}, {@code cid} or {@code azp}.
   * Any client by default; repeated calls add.
   */
  public TokenVerifierBuilder allowClients(String... clients) {
    clientIds.addAll(Arrays.asList(clients));
    return this;
  }

  /**
   * A rule of your own about the proven claims of an otherwise good token. A token that breaks it,
   * or makes it throw, is refused with {@link Reason#INVALID_CLAIM}.
   *
   * @param name what must hold, as the operator will read it, for example {@code "tenant is acme"}
   * @param test must be safe for many threads
   */
  public TokenVerifierBuilder rule(String name, Predicate<VerifiedToken> test) {
    customRules.add(new CustomRule(name, test));
    return this;
  }

  /** Where the issuer's keys come from. Required. */
  public TokenVerifierBuilder keys(KeySource keys) {
    this.keys = keys;
    return this;
  }

  /**
   * The scopes that a token must carry, all of them, in its {@code scope} claim or {@code scp}.
   * None by default; repeated calls add.
   */
  public TokenVerifierBuilder requireScopes(String... all) {
    requiredScopes.addAll(Arrays.asList(all));
    return this;
  }

  /**
   * Accepts tokens without {@code sub}, such as some issuers give to machines. They speak for
   * nobody: do not take such a token for a person's.
   */
  public TokenVerifierBuilder allowMissingSubject() {
    subjectRequired = false;
    return this;
  }

  /**
   * Accepts tokens with {@code cnf} (RFC 7800) as if they had none. Their issuer means them to be
   * worth nothing without a proof that the sender holds a key (DPoP, RFC 9449; mutual TLS, RFC
   * 8705), and this verifier sees no such proof: check it yourself, or a stolen token is as good as
   * the owner's.
   */
  public TokenVerifierBuilder ignoreSenderConstraint() {
    senderConstraintIgnored = true;
    return this;
  }

  /**
   * Accepts tokens of {@code typ: at+jwt} or {@code application/at+jwt} only (RFC 9068 §4), which
   * keeps ID tokens out for certain. Many issuers still say {@code JWT} or nothing, so it is off by
   * default.
   */
  public TokenVerifierBuilder requireAccessTokenType() {
    accessTokenTypeRequired = true;
    return this;
  }

  /**
   * How far our clock may be from the issuer's when {@code exp}, {@code nbf} and {@code iat} are
   * judged: 0 to 5 minutes, 30 seconds by default.
   */
  public TokenVerifierBuilder leeway(Duration leeway) {
    this.leeway = leeway;
    return this;
  }

  /**
   * How long after {@code iat} a token is accepted at most, whatever its {@code exp}. No bound by
   * default; with one, {@code iat} is required. At most 36,500 days.
   */
  public TokenVerifierBuilder maxAge(Duration maxAge) {
    this.maxAge = maxAge;
    return this;
  }

  /** The longest token that is looked at, in characters: 1,024 to 65,536, 16,384 by default. */
  public TokenVerifierBuilder maxTokenSize(int characters) {
    this.maxTokenSize = characters;
    return this;
  }

  /**
   * The security provider to check signatures with. It is not installed, and used for nothing else;
   * algorithms that it does not know are left to the JDK's providers.
   *
   * <p>By default it is Amazon's ({@code software.amazon.cryptools:AmazonCorrettoCryptoProvider}),
   * where its jar is on the path and it passes a test of good and bad signatures: it takes half the
   * time for RSA, and a fifteenth for {@code ES256} and {@code EdDSA}. To load it takes the first
   * verifier of a process about 0.3 s more to build. Where it does not work, one warning is logged,
   * and the JDK's are used.
   */
  public TokenVerifierBuilder cryptoProvider(Provider provider) {
    this.crypto = provider == null ? null : CryptoChoice.of(provider);
    return this;
  }

  /**
   * As {@link #cryptoProvider(Provider)}, for a provider that is loaded meanwhile. Until it is
   * there, and if it never is or does not pass the test, the JDK's are used.
   *
   * @param later the test is run by the thread that completes it
   */
  public TokenVerifierBuilder cryptoProvider(CompletionStage<Provider> later) {
    this.crypto = later == null ? null : CryptoChoice.whenReady(later);
    return this;
  }

  /** Leaves signatures to the JDK's providers in their order of preference, whatever is there. */
  public TokenVerifierBuilder jdkCryptoProviders() {
    this.crypto = CryptoChoice.ofJdk();
    return this;
  }

  /**
   * Remembers tokens that were accepted, so that the signature of the same token need not be
   * checked each time. Everything else is, each time: the times, the rules, and that the key is
   * still in the key set, which must be the one that was read when the signature was checked.
   * Refused tokens are never remembered. Needs Caffeine on the path ({@code
   * com.github.ben-manes.caffeine:caffeine}).
   *
   * @param maxTokens how many, 0 to 1,000,000; 0, the default, for none. Whole tokens and their
   *     claims are kept in memory, some 4 KB each. Fewer than come and go between two uses of one
   *     cost more than they save.
   */
  public TokenVerifierBuilder verifiedTokenCache(int maxTokens) {
    this.cachedTokens = maxTokens;
    return this;
  }

  /** The clock to judge times by. The system's by default. */
  public TokenVerifierBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * The verifier.
   *
   * @throws IllegalStateException if something is missing or wrong; the message names all of it
   */
  public TokenVerifier build() {
    List<String> complaints = complaints();
    if (!complaints.isEmpty() || issuer == null || keys == null || crypto == null) {
      throw new IllegalStateException(String.join("; ", complaints));
    }
    Policy policy =
        new Policy(
            issuer,
            accessTokenTypeRequired,
            maxTokenSize,
            rulesBeforeSignature(issuer),
            requiredScopes.isEmpty()
                ? List.of()
                : List.of(ClaimRule.scopes(List.copyOf(requiredScopes))),
            List.copyOf(customRules));
    // Found now, and not while the first token waits.
    crypto.provider();
    return new SingleIssuerVerifier(
        policy, keys, new SignatureCheck(crypto), clock, acceptedTokens());
  }

  private @Nullable AcceptedTokens acceptedTokens() {
    try {
      return cachedTokens == 0 ? null : new AcceptedTokens(cachedTokens);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException("verifiedTokenCache needs Caffeine on the path", e);
    }
  }

  private List<ClaimRule> rulesBeforeSignature(String expectedIssuer) {
    List<ClaimRule> rules = new ArrayList<>();
    rules.add(ClaimRule.issuer(expectedIssuer));
    rules.add(
        audiences.isEmpty()
            ? ClaimRule.clientIdAsAudience(Set.copyOf(clientIdsAsAudience))
            : ClaimRule.audience(Set.copyOf(audiences)));
    rules.add(ClaimRule.expiry(leeway));
    rules.add(ClaimRule.notBefore(leeway));
    rules.add(ClaimRule.issuedAt(leeway));
    if (maxAge != null) {
      rules.add(ClaimRule.maxAge(maxAge, leeway));
    }
    if (subjectRequired) {
      rules.add(ClaimRule.subject());
    }
    if (!clientIds.isEmpty()) {
      rules.add(ClaimRule.clientId(Set.copyOf(clientIds)));
    }
    if (!senderConstraintIgnored) {
      rules.add(ClaimRule.notSenderConstrained());
    }
    return List.copyOf(rules);
  }

  private List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    complainIf(issuer == null || issuer.isBlank(), "issuer is missing", complaints);
    complainAboutAudience(complaints);
    complainIf(keys == null, "keys are missing", complaints);
    complainAboutKeys(complaints);
    complainIf(
        !requiredScopes.stream().allMatch(TokenVerifierBuilder::isScope),
        "a required scope is not a scope token (RFC 6749 section 3.3)",
        complaints);
    complainIf(
        customRules.stream().anyMatch(CustomRule::isIncomplete),
        "a rule has no name or no test",
        complaints);
    complainAboutTimes(complaints);
    complainIf(
        maxTokenSize < MIN_TOKEN_SIZE || maxTokenSize > MAX_TOKEN_SIZE,
        "maxTokenSize must be " + MIN_TOKEN_SIZE + " to " + MAX_TOKEN_SIZE,
        complaints);
    complainIf(crypto == null, "cryptoProvider is null", complaints);
    complainIf(
        cachedTokens < 0 || cachedTokens > MAX_CACHED_TOKENS,
        "verifiedTokenCache must be 0 to " + MAX_CACHED_TOKENS,
        complaints);
    return complaints;
  }

  private void complainAboutAudience(List<String> complaints) {
    complainIf(
        audiences.isEmpty() && clientIdsAsAudience.isEmpty(), "audience is missing", complaints);
    complainIf(
        !audiences.isEmpty() && !clientIdsAsAudience.isEmpty(),
        "audience and clientIdAsAudience exclude each other",
        complaints);
    complainIf(
        Stream.of(audiences, clientIdsAsAudience, clientIds)
            .flatMap(Set::stream)
            .anyMatch(name -> name == null || name.isBlank()),
        "an audience or client id is blank",
        complaints);
  }

  // Keys that were discovered for another issuer would let that one speak for this.
  private void complainAboutKeys(List<String> complaints) {
    String issuerOfKeys = keys == null ? null : keys.issuer();
    complainIf(
        issuerOfKeys != null && !issuerOfKeys.equals(issuer),
        "the keys are discovered for another issuer, " + issuerOfKeys,
        complaints);
  }

  private void complainAboutTimes(List<String> complaints) {
    complainIf(clock == null, "clock is missing", complaints);
    complainIf(
        leeway == null || leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0,
        "leeway must be 0 to 5 minutes",
        complaints);
    complainIf(
        maxAge != null
            && (maxAge.isNegative() || maxAge.isZero() || maxAge.compareTo(MAX_MAX_AGE) > 0),
        "maxAge must be more than nothing and at most 36,500 days",
        complaints);
  }

  private static void complainIf(boolean wrong, String complaint, List<String> complaints) {
    if (wrong) {
      complaints.add(complaint);
    }
  }

  // Also what may stand in a challenge's quoted scope without escaping.
  private static boolean isScope(@Nullable String scope) {
    return scope != null
        && !scope.isEmpty()
        && scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
  }
}
