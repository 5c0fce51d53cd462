/**
 * Bearer tokens over HTTP (RFC 6750), for any HTTP service. Start at {@link
 * dev.gatepost.token.http.RequestGuard}.
 */
@NullMarked
package dev.gatepost.token.http;

import org.jspecify.annotations.NullMarked;
