/**
 * Is this access token genuine, current and meant for us? Start at {@link
 * dev.gatepost.token.TokenVerifier}.
 *
 * <p>Public types are immutable and safe for many threads unless they say otherwise, and nothing is
 * null unless marked {@code @Nullable}.
 */
@NullMarked
package dev.gatepost.token;

import org.jspecify.annotations.NullMarked;
