package dev.gatepost.local.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
    if (source.startsWith("https:") || source.startsWith("http:")) {
      return download(source);
    }
    Path file = Path.of(source);
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + source);
    }
    return Files.readString(file);
  }

  private static String download(String address) throws IOException {
    URI uri = address(address);
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("accept", "application/json").build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("the answer has status " + response.statusCode());
        }
        return new String(bounded(body), StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static byte[] bounded(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static URI address(String address) throws IOException {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isLoopback(uri))) {
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
