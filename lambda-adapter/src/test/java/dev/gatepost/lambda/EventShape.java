package dev.gatepost.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.messages.api.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways in which a gateway hands a request to a function. */
enum EventShape {
  HTTP_API,
  HTTP_API_WITH_A_NAMED_STAGE,
  REST_API,
  HTTP_API_IN_FORMAT_1,
  LOAD_BALANCER,
  LOAD_BALANCER_WITH_ALL_VALUES;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether the request arrives as it was sent. Of two values, one may be all that is told. */
  boolean carries(ApiRequest request) {
    return this != LOAD_BALANCER
        || (request.headers().values().stream().allMatch(values -> values.size() == 1)
            && hasNoNameTwice(request.query()));
  }

  byte[] event(ApiRequest request) {
    try {
      return JSON.writeValueAsBytes(members(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, @Nullable Object> members(ApiRequest request) {
    return switch (this) {
      case HTTP_API -> HttpApiEvents.event(request, "$default");
      case HTTP_API_WITH_A_NAMED_STAGE -> HttpApiEvents.event(request, "prod");
      case REST_API -> RestEvents.event(request);
      case HTTP_API_IN_FORMAT_1 -> RestEvents.eventOfHttpApi(request);
      case LOAD_BALANCER -> LoadBalancerEvents.event(request, false);
      case LOAD_BALANCER_WITH_ALL_VALUES -> LoadBalancerEvents.event(request, true);
    };
  }

  private static boolean hasNoNameTwice(String query) {
    Set<String> names = new HashSet<>();
    return Arrays.stream(query.split("&", -1))
        .allMatch(parameter -> names.add(parameter.split("=", 2)[0]));
  }
}
