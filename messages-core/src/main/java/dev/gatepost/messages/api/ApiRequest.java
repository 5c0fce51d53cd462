package dev.gatepost.messages.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as any transport can give it.
 *
 * @param method the method as sent, for example {@code GET}
 * @param path the path as sent, still percent-encoded, without the query, for example {@code
 *     /api/messages}
 * @param query the query as sent, without the question mark; empty where there is none
 * @param headers the values of each header in the order of arrival; names in any case, kept in
 *     lower case here
 * @param body the body's bytes; empty where there is none; not copied, and not to be changed
 * @param address where it came from, as far as the transport can tell for sure; for limits alone
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are neither compared nor copied.
public record ApiRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Optional<String> address) {
  public ApiRequest {
    Map<String, List<String>> byLowerCaseName = new HashMap<>();
    headers.forEach(
        (name, values) ->
            byLowerCaseName.merge(
                name.toLowerCase(Locale.ROOT), List.copyOf(values), ApiRequest::joined));
    headers = Collections.unmodifiableMap(byLowerCaseName);
  }

  /** A request from somewhere. */
  public ApiRequest(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    this(method, path, query, headers, body, Optional.empty());
  }

  /**
   * The values of a header, in the order of arrival; empty where it was not sent.
   *
   * @param name its name in lower case
   */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The same request, sent from this address. */
  public ApiRequest from(String sender) {
    return new ApiRequest(method, path, query, headers, body, Optional.of(sender));
  }

  /** The path and, where there is one, the query, as the request line had them. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }

  /** Shows the method alone: everything else may hold a token or a person's words. */
  @Override
  public String toString() {
    return "ApiRequest[" + method + "]";
  }
}
