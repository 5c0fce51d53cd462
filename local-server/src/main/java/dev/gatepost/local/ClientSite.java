package dev.gatepost.local;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves the page, with what it needs to know in {@code /config.json}. */
final class ClientSite {
  private static final String METHODS = "GET, HEAD";
  private static final byte[] NOTHING = {};

  /** Where Okta's widget is, which nobody gets to who has not asked for it. */
  private static final String WIDGET_PAGE = "/okta.html";

  private final ClientFiles files;
  private final ClientFile config;
  private final Optional<String> widgetPolicy;

  ClientSite(ClientFiles files, ClientConfig config) {
    this.files = files;
    this.config = ClientFile.of("application/json", config.json());
    this.widgetPolicy =
        config.signIn() == SignIn.OKTA_WIDGET
            ? Optional.of(PageHeaders.widgetPolicy(config))
            : Optional.empty();
  }

  /** Answers a request. */
  ApiResponse answer(ApiRequest request) {
    if (!List.of(METHODS.split(", ")).contains(request.method())) {
      return refusal(405, "This can only be read.", Map.of("allow", METHODS));
    }
    return find(request.path())
        .map(file -> answer(file, request))
        .map(answer -> withPolicy(answer, request.path()))
        .orElseGet(() -> refusal(404, "There is nothing here.", Map.of()));
  }

  private Optional<ClientFile> find(String path) {
    if (path.equals("/config.json")) {
      return Optional.of(config);
    }
    boolean hidden = path.equals(WIDGET_PAGE) && widgetPolicy.isEmpty();
    return hidden ? Optional.empty() : files.find(path);
  }

  private ApiResponse withPolicy(ApiResponse answer, String path) {
    if (widgetPolicy.isEmpty() || !path.equals(WIDGET_PAGE)) {
      return answer;
    }
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("content-security-policy", widgetPolicy.get());
    return new ApiResponse(answer.status(), headers, answer.body());
  }

  private static ApiResponse answer(ClientFile file, ApiRequest request) {
    boolean compressed = file.isCompressed() && takesGzip(request.header("accept-encoding"));
    String etag = file.etag(compressed);
    // A copy may be kept but is asked about each time, so that a new build shows at once.
    Map<String, String> headers = new HashMap<>(Map.of("cache-control", "no-cache", "etag", etag));
    if (file.isCompressed()) {
      headers.put("vary", "Accept-Encoding");
    }
    if (knows(request.header("if-none-match"), etag)) {
      return new ApiResponse(304, headers, NOTHING);
    }
    headers.put("content-type", file.contentType());
    if (compressed) {
      headers.put("content-encoding", "gzip");
    }
    return new ApiResponse(200, headers, compressed ? file.gzip() : file.content());
  }

  // RFC 9110 §12.5.3, for one coding: named, and not with a weight of nothing.
  private static boolean takesGzip(List<String> acceptEncoding) {
    return acceptEncoding.stream()
        .flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(coding -> coding.replace(" ", "").replace("\t", ""))
        .anyMatch(coding -> coding.matches("(x-)?gzip(;q=(1(\\.0{0,3})?|0\\.(?!0*$)\\d{1,3}))?"));
  }

  // RFC 9110 §13.1.2: a list, compared weakly.
  private static boolean knows(List<String> tags, String etag) {
    return tags.stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  private static ApiResponse refusal(int status, String words, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("content-type", "text/plain; charset=utf-8");
    headers.put("cache-control", "no-store");
    return new ApiResponse(status, headers, (words + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
