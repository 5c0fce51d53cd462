package dev.gatepost.local.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does with the issuer: it keeps cookies and fills in the form, step by step. */
final class Browser {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern QUESTION = Pattern.compile("name=\"question\" value=\"([^\"]+)\"");

  private final String issuer;
  private final Map<String, String> cookies = new HashMap<>();

  Browser(String issuer) {
    this.issuer = issuer;
  }

  /** Another browser with the same cookies. */
  Browser copy() {
    Browser copy = new Browser(issuer);
    copy.cookies.putAll(cookies);
    return copy;
  }

  HttpResponse<String> authorize(Map<String, String> parameters) {
    return get("/authorize?" + encode(parameters));
  }

  HttpResponse<String> get(String target) {
    return send(HttpRequest.newBuilder(URI.create(issuer + target)));
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    return post(path, encode(form));
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path));
    request.header("content-type", "application/x-www-form-urlencoded");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  /** Answers the page's question with what a press on one of its buttons sends. */
  HttpResponse<String> answer(HttpResponse<String> page, String name, String value) {
    return post("/sign-in", Map.of("question", question(page), name, value));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String question(HttpResponse<String> page) {
    Matcher matcher = QUESTION.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError("there is no form on the page: " + page.body());
    }
    return matcher.group(1);
  }

  /** The authorization code that a redirect takes along. */
  static String code(HttpResponse<String> response) {
    return Objects.requireNonNull(outcome(response).get("code"), response.toString());
  }

  /** The parameters that a redirect takes along. */
  static Map<String, String> outcome(HttpResponse<String> response) {
    String location = response.headers().firstValue("location").orElseThrow();
    return Arrays.stream(location.substring(location.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
  }

  static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String decode(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private void keep(String cookie) {
    String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
