package dev.gatepost.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.messages.api.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** The ways in which a gateway hands a request to a function. */
enum EventShape {
  HTTP_API(request -> HttpApiEvents.event(request, "$default")),
  HTTP_API_WITH_A_NAMED_STAGE(request -> HttpApiEvents.event(request, "prod")),
  REST_API(RestEvents::event),
  HTTP_API_IN_FORMAT_1(RestEvents::eventOfHttpApi);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<ApiRequest, Map<String, Object>> event;

  EventShape(Function<ApiRequest, Map<String, Object>> event) {
    this.event = event;
  }

  byte[] event(ApiRequest request) {
    try {
      return JSON.writeValueAsBytes(event.apply(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
