package dev.gatepost.local.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gets a JWKS, as text, from where an operator says that it is. */
final class JwksDownload {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1024 * 1024;

  private JwksDownload() {}

  /**
   * The text.
   *
   * @param source an {@code https} address, an {@code http} one on this machine, or a file's path
   * @throws IOException if it can't be had; the message says why
   */
  static String get(String source) throws IOException {
    String scheme = source.toLowerCase(Locale.ROOT);
    return text(
        scheme.startsWith("https:") || scheme.startsWith("http:")
            ? download(address(source))
            : read(source));
  }

  private static byte[] read(String source) throws IOException {
    Path file = path(source);
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + source);
    }
    try (InputStream content = Files.newInputStream(file)) {
      return bounded(content);
    }
  }

  private static byte[] download(URI uri) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request = HttpRequest.newBuilder(uri).header("accept", "application/json").build();
    // The body is read elsewhere, so that one that never ends keeps the time-out too.
    CompletableFuture<byte[]> body =
        client.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(JwksDownload::body);
    try {
      return body.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer came within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException(reason(uri, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static byte[] body(HttpResponse<InputStream> response) {
    try (InputStream content = response.body()) {
      int status = response.statusCode();
      if (status / 100 == 3) {
        throw new IOException("it points elsewhere (status " + status + "); ask there");
      }
      if (status != 200) {
        throw new IOException("the answer has status " + status);
      }
      return bounded(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What the client throws has often no message, or one that only tells of its inside.
  private static String reason(URI uri, @Nullable Throwable thrown) {
    Throwable told = thrown instanceof UncheckedIOException ? thrown.getCause() : null;
    if (told != null) {
      return String.valueOf(told.getMessage());
    }
    // Also where there is no such host.
    if (thrown instanceof ConnectException) {
      return "cannot connect to " + uri.getHost();
    }
    return String.valueOf(thrown);
  }

  private static byte[] bounded(InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("there are more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8");
    }
  }

  private static Path path(String source) throws IOException {
    try {
      return Path.of(source);
    } catch (InvalidPathException e) {
      throw new IOException("not a path: " + source);
    }
  }

  private static URI address(String address) throws IOException {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null && ("https".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address: " + address);
    }
    throw new IOException("keys that come over plain http can be anybody's: use https");
  }

  private static boolean isLoopback(URI uri) {
    return switch (uri.getHost()) {
      case "localhost", "127.0.0.1", "[::1]" -> true;
      default -> false;
    };
  }
}
