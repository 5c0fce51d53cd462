package dev.gatepost.messages.api;

import dev.gatepost.messages.testkit.ApiCases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Requests as text that a fuzzer can change: method and target on the first line, a header a line,
 * an empty line, the body. The word {@code TOKEN} stands for a good token.
 */
final class FuzzedRequest {
  private static final String GOOD_TOKEN = ApiCases.token().sign();

  private FuzzedRequest() {}

  static String write(ApiRequest request) {
    String head =
        request.headers().entrySet().stream()
            .flatMap(header -> header.getValue().stream().map(v -> header.getKey() + ": " + v))
            .collect(
                Collectors.joining("\n", request.method() + " " + request.target() + "\n", ""));
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    return (head + "\n\n" + body).replace(GOOD_TOKEN, "TOKEN");
  }

  static ApiRequest read(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1).replace("TOKEN", GOOD_TOKEN);
    String[] halves = text.split("\n\n", 2);
    String[] lines = halves[0].split("\n", -1);
    String[] start = lines[0].split(" ", 2);
    String[] target = last(start).split("\\?", 2);
    return new ApiRequest(
        start[0],
        target[0],
        target.length == 2 ? target[1] : "",
        headers(List.of(lines).subList(1, lines.length)),
        last(halves).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether it may hold a good token: the one above, or another of the table's. */
  static boolean mayCarryToken(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    return text.contains("TOKEN") || text.contains("eyJ");
  }

  static boolean showsGoodToken(String text) {
    return text.contains(GOOD_TOKEN);
  }

  private static Map<String, List<String>> headers(List<String> lines) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : lines) {
      String[] header = line.split(": ", 2);
      headers.computeIfAbsent(header[0], unused -> new ArrayList<>()).add(last(header));
    }
    return headers;
  }

  // Where the second half is missing, the first stands for both: any request will do.
  private static String last(String[] halves) {
    return halves[halves.length - 1];
  }
}
