package dev.gatepost.token;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A GET within hard limits: of time over the whole exchange, of size, of where it leads. The caller
 * waits; the JDK's client works on daemon threads of its own, which it has from the first exchange.
 */
final class HttpGet {
  private static final int OK = 200;
  static final int NOT_MODIFIED = 304;

  private final Duration timeout;
  private final Optional<SSLContext> tls;
  private volatile @Nullable HttpClient client;

  private HttpGet(Duration timeout, Optional<SSLContext> tls) {
    this.timeout = timeout;
    this.tls = tls;
  }

  static HttpGet of(RemoteKeySettings settings) {
    return new HttpGet(settings.timeout(), settings.tls());
  }

  /**
   * Gets what is at an address.
   *
   * @param accept the media types that are understood
   * @param etag of what is at hand, or null
   * @return an answer of 200, or, if there was an etag, of 304
   */
  HttpResponse<byte[]> send(URI address, String accept, @Nullable String etag)
      throws FetchFailedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", accept);
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    HttpResponse<byte[]> response = await(client().sendAsync(request.build(), HttpGet::body));
    int status = response.statusCode();
    if (status != OK && (status != NOT_MODIFIED || etag == null)) {
      throw new FetchFailedException("the answer has status " + status + ", not 200");
    }
    return response;
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange)
      throws FetchFailedException {
    try {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FetchFailedException("no whole answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailedException("interrupted");
    } catch (ExecutionException e) {
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
    return response.statusCode() == OK
        ? new LimitedBody(Jwks.MAX_SIZE)
        : BodySubscribers.replacing(new byte[0]);
  }

  // Made late, since it starts a thread. One fetch at a time is under way, so one thread is here.
  HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = newClient();
      client = made;
    }
    return made;
  }

  private HttpClient newClient() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslParameters(protocols());
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  // Said here, for AWS Lambda's Java runtime switches TLS 1.0 and 1.1 on again.
  private static SSLParameters protocols() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return parameters;
  }
}
