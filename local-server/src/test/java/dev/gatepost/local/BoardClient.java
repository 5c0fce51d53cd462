package dev.gatepost.local;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who posts to servers, of whatever process, and reads from them. For many threads. */
final class BoardClient {
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([0-9A-Z]{26})\"");

  private final TestIssuer issuer = TestIssuer.create().at(Instant.now());
  private final String token = issuer.token().sign();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** What a server has to be told to let this client in, as often as it likes. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("OIDC_ISSUER", issuer.name());
    settings.put("OIDC_AUDIENCE", issuer.audience());
    settings.put("OIDC_JWKS", issuer.jwks());
    settings.put("RATE_LIMIT_POSTS", "off");
    settings.put("RATE_LIMIT_POSTS_PER_ADDRESS", "off");
    return settings;
  }

  /** Posts a text under a key that is its own; gives the status, or 0 where there is no answer. */
  int post(URI api, String text) {
    return status(
        request(api.resolve("/api/messages"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", text.replace(' ', '-'))
            .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
            .build());
  }

  boolean isReady(URI api) {
    return status(HttpRequest.newBuilder(api.resolve("/ready")).build()) == 200;
  }

  /** All texts, newest first. */
  List<String> texts(URI api) throws Exception {
    List<String> texts = new ArrayList<>();
    Optional<String> before = Optional.of("");
    while (before.isPresent()) {
      String query = before.get().isEmpty() ? "" : "&before=" + before.get();
      HttpRequest page = request(api.resolve("/api/messages?limit=200" + query)).build();
      HttpResponse<String> answer = http.send(page, BodyHandlers.ofString());
      TEXT.matcher(answer.body()).results().forEach(found -> texts.add(found.group(1)));
      Matcher next = NEXT.matcher(answer.body());
      before = next.find() ? Optional.of(next.group(1)) : Optional.empty();
    }
    return texts;
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token);
  }

  private int status(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
