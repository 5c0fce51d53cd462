package dev.gatepost.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.messages.api.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which a gateway hands a request to a function. */
enum EventShape {
  HTTP_API,
  HTTP_API_WITH_A_NAMED_STAGE,
  REST_API,
  HTTP_API_IN_FORMAT_1;

  private static final ObjectMapper JSON = new ObjectMapper();

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
    };
  }
}
