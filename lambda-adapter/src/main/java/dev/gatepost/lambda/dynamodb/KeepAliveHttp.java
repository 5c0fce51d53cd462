package dev.gatepost.lambda.dynamodb;

import com.github.davidmoten.aws.lw.client.HttpClient;
import com.github.davidmoten.aws.lw.client.ResponseInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests over connections that stay open. The library's own way closes each. */
final class KeepAliveHttp implements HttpClient {
  @Override
  public ResponseInputStream request(
      URL url,
      String method,
      Map<String, String> headers,
      byte @Nullable [] body,
      int connectTimeoutMs,
      int readTimeoutMs)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(connectTimeoutMs);
    connection.setReadTimeout(readTimeoutMs);
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    // Read to its end here, for only then can the connection be used again.
    byte[] answer = read(connection, status);
    return new ResponseInputStream(
        () -> {}, status, connection.getHeaderFields(), new ByteArrayInputStream(answer));
  }

  private static byte[] read(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }
}
