package dev.gatepost.token;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gets a JWKS from its address, or has it confirmed (RFC 9110 §13.1.2). */
final class JwksFetch implements KeyFetch {
  // RFC 9110 §8.8.3. What is sent back must not be what an answer can smuggle in.
  private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]{0,200}\"");

  private final HttpGet http;
  private final URI address;

  JwksFetch(HttpGet http, URI address) {
    this.http = http;
    this.address = address;
  }

  @Override
  public Fetched fetch(@Nullable Fetched known) throws FetchFailedException, InterruptedException {
    Fetched same = known != null && known.from().equals(address) ? known : null;
    HttpResponse<byte[]> answer =
        http.send(
            address,
            "application/jwk-set+json, application/json",
            same == null ? null : same.etag());
    if (same != null && answer.statusCode() == HttpGet.NOT_MODIFIED) {
      // RFC 9111 §4.3.4: what the confirmation does not repeat still holds.
      return same.confirmed(freshFor(answer.headers(), same.freshFor()));
    }
    return new Fetched(
        parse(answer.body()),
        address,
        etag(answer.headers()),
        freshFor(answer.headers(), Freshness.DEFAULT));
  }

  private static Duration freshFor(HttpHeaders headers, Duration unsaid) {
    return Freshness.of(headers.allValues("Cache-Control"), headers.firstValue("Age"), unsaid);
  }

  private static Jwks parse(byte[] body) throws FetchFailedException {
    try {
      return Jwks.parse(body);
    } catch (IllegalArgumentException e) {
      throw new FetchFailedException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String etag(HttpHeaders headers) {
    return headers.firstValue("ETag").filter(tag -> ETAG.matcher(tag).matches()).orElse(null);
  }
}
