/**
 * A small OpenID provider for development on one machine: no passwords, nothing on disk, and no
 * listener beyond the loopback. Strict towards clients, so that what signs in here signs in
 * elsewhere. Start at {@link dev.gatepost.local.issuer.DevelopmentIssuer}.
 *
 * <p>A request goes through {@code IssuerEndpoints} to the endpoint of its path. {@code Expiring}
 * holds all state.
 */
@NullMarked
package dev.gatepost.local.issuer;

import org.jspecify.annotations.NullMarked;
