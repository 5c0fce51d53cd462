package dev.gatepost.messages.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiRequestTest {
  @Test
  void finds_headers_whatever_their_case() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("X-ONE", List.of("a", "b"));
    headers.put("x-One", List.of("c"));

    ApiRequest request = new ApiRequest("GET", "/", "", headers, new byte[0]);

    assertThat(request.header("x-one")).containsExactly("a", "b", "c");
    assertThat(request.headers()).containsOnlyKeys("x-one");
    assertThat(request.header("x-two")).isEmpty();
  }

  @Test
  void has_the_target_of_the_request_line() {
    assertThat(request("/a", "").target()).isEqualTo("/a");
    assertThat(request("/a", "b=c").target()).isEqualTo("/a?b=c");
  }

  @Test
  void shows_neither_tokens_nor_words() {
    assertThat(request("/a", "secret=1")).hasToString("ApiRequest[GET]");
    assertThat(new ApiResponse(200, Map.of("location", "secret"), new byte[1]))
        .hasToString("ApiResponse[200]");
    assertThat(new RequestBody.Form(FormFields.parse("token=secret".getBytes(UTF_8))))
        .hasToString("Form[…]");
  }

  private static ApiRequest request(String path, String query) {
    return new ApiRequest("GET", path, query, Map.of(), new byte[0]);
  }
}
