package dev.gatepost.token;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A GET within hard limits: of time over the whole exchange, of size, of where it leads. The caller
 * waits; the JDK's client works on daemon threads of its own, which it has from the first exchange.
 */
final class HttpGet {
  private static final int OK = 200;
  static final int NOT_MODIFIED = 304;

  private final RemoteKeySettings settings;
  private final RenewedClient client;

  private HttpGet(RemoteKeySettings settings, RenewedClient client) {
    this.settings = settings;
    this.client = client;
  }

  static HttpGet of(RemoteKeySettings settings) {
    return new HttpGet(settings, new RenewedClient(settings.tls()));
  }

  /**
   * Gets what is at an address.
   *
   * @param accept the media types that are understood
   * @param etag of what is at hand, or null
   * @return an answer of 200, or, if there was an etag, of 304
   * @throws InterruptedException if this thread is told to stop; the exchange is then given up
   */
  HttpResponse<byte[]> send(URI address, String accept, @Nullable String etag)
      throws FetchFailedException, InterruptedException {
    Duration time = settings.exchangeTime();
    if (time.isNegative() || time.isZero()) {
      throw new FetchFailedException("no time was left to ask");
    }
    HttpResponse<byte[]> response = await(start(request(address, accept, etag)), time);
    int status = response.statusCode();
    if (status != OK && (status != NOT_MODIFIED || etag == null)) {
      throw new FetchFailedException("the answer has status " + status + ", not 200");
    }
    requirePlain(response);
    return response;
  }

  private static HttpRequest request(URI address, String accept, @Nullable String etag) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", accept)
            // RFC 9110 §12.5.3: without it, any coding would do. None that inflates is wanted.
            .header("Accept-Encoding", "identity");
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    return request.build();
  }

  private CompletableFuture<HttpResponse<byte[]>> start(HttpRequest request)
      throws FetchFailedException {
    try {
      return client.get().sendAsync(request, HttpGet::body);
    } catch (RuntimeException e) {
      // No file handle left for a client, or, on JDK 17, a client whose thread has died.
      client.failed();
      throw new FetchFailedException(describe(e));
    }
  }

  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> exchange, Duration time)
      throws FetchFailedException, InterruptedException {
    try {
      HttpResponse<byte[]> response = exchange.get(time.toMillis(), TimeUnit.MILLISECONDS);
      client.answered();
      return response;
    } catch (TimeoutException e) {
      throw new FetchFailedException("no whole answer within " + time.toMillis() + " ms");
    } catch (ExecutionException e) {
      client.failed();
      throw new FetchFailedException(describe(e.getCause()));
    } finally {
      // The client's own time-outs end with the headers: a body could drip for ever.
      exchange.cancel(true);
    }
  }

  // Other messages may quote the answer.
  private static String describe(@Nullable Throwable cause) {
    if (cause instanceof LimitedBody.TooLargeException tooLarge) {
      return "the answer has " + tooLarge.getMessage();
    }
    if (cause instanceof SSLException) {
      return "TLS failed: " + Excerpt.of(String.valueOf(cause.getMessage()));
    }
    return cause == null ? "no answer" : "no answer (" + cause.getClass().getSimpleName() + ")";
  }

  private static BodySubscriber<byte[]> body(HttpResponse.ResponseInfo response) {
    return new LimitedBody(Jwks.MAX_SIZE);
  }

  // Else its bytes would pass for broken text, and an operator would look in the wrong place.
  private static void requirePlain(HttpResponse<?> response) throws FetchFailedException {
    String coding = response.headers().firstValue("Content-Encoding").orElse("identity").strip();
    if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
      throw new FetchFailedException("the answer is encoded, which was not asked for");
    }
  }
}
