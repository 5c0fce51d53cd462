/**
 * What a test needs to see good and bad tokens: an issuer of its own, tokens as well-known issuers
 * make them, and hostile ones. Start at {@link dev.gatepost.token.testkit.TestIssuer}; with JUnit,
 * at {@link dev.gatepost.token.testkit.TestIssuerExtension}.
 */
@NullMarked
package dev.gatepost.token.testkit;

import org.jspecify.annotations.NullMarked;
