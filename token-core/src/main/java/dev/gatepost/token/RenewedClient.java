package dev.gatepost.token;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client, made when it is first needed, since it starts a thread; and made anew when
 * it may be what fails: once that thread has died, a client never answers again. Used by one thread
 * at a time, by any of many.
 */
final class RenewedClient {
  /** For which failure a client goes that has never got an answer. */
  static final int CHANCES = 10;

  private final Optional<SSLContext> tls;
  private volatile @Nullable HttpClient client;
  private final AtomicInteger chances = new AtomicInteger();

  RenewedClient(Optional<SSLContext> tls) {
    this.tls = tls;
  }

  HttpClient get() {
    HttpClient made = client;
    if (made == null) {
      made = create();
      client = made;
      chances.set(CHANCES);
    }
    return made;
  }

  /** It has got an answer, of whatever kind: the next failure is a reason to doubt it. */
  void answered() {
    chances.set(1);
  }

  /**
   * It has got no answer, though there was time. A client that was never any better is kept for a
   * while: its thread and its files stay until the garbage collector finds it, so a long outage
   * must not make one for each attempt.
   */
  void failed() {
    if (chances.decrementAndGet() <= 0) {
      client = null;
    }
  }

  private HttpClient create() {
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
