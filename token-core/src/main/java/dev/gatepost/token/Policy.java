package dev.gatepost.token;

import java.util.List;

/**
 * What a service demands of one issuer's tokens, beyond their form.
 *
 * @param issuer the {@code iss} that it is about
 * @param accessTokenTypeRequired whether {@code typ} must be {@code at+jwt}
 * @param maxChars the longest token to look at
 * @param beforeSignature rules that anyone can break at no cost, so they come first
 * @param afterSignature rules whose breach only a genuine token's sender may learn of
 * @param customRules rules that get to see proven claims alone
 */
record Policy(
    String issuer,
    boolean accessTokenTypeRequired,
    int maxChars,
    List<ClaimRule> beforeSignature,
    List<ClaimRule> afterSignature,
    List<CustomRule> customRules) {}
