package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pages of the web client's origins read answers, and no others (the Fetch standard's CORS).
 */
record CrossOrigin(List<String> origins) {
  CrossOrigin {
    origins = List.copyOf(origins);
  }

  /** The answer to a preflight. */
  ApiResponse preflight(ApiRequest request, String methods) {
    ApiResponse answer = new ApiResponse(204, Map.of(), new byte[0]);
    if (origin(request).isPresent()) {
      answer = Answers.with(answer, "access-control-allow-methods", methods);
      answer = Answers.with(answer, "access-control-allow-headers", "content-type");
      answer = Answers.with(answer, "access-control-max-age", "600");
    }
    return share(request, answer);
  }

  /** The answer, for the origin of the request to read if it may. */
  ApiResponse share(ApiRequest request, ApiResponse answer) {
    ApiResponse varying = Answers.with(answer, "vary", "Origin");
    return origin(request)
        .map(origin -> Answers.with(varying, "access-control-allow-origin", origin))
        .orElse(varying);
  }

  private Optional<String> origin(ApiRequest request) {
    List<String> sent = request.header("origin");
    return sent.size() == 1
        ? sent.stream().filter(origins::contains).findFirst()
        : Optional.empty();
  }
}
