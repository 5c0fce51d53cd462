package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void never_takes_an_authorizers_claims_for_a_token() {
    ApiResponse answer =
        Invocation.call(handler(Map.of()), Invocation.event("http-api-forged-authorizer.json"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().get("www-authenticate"))
        .startsWith("Bearer")
        .doesNotContain("error");
  }

  @Test
  void takes_the_author_from_the_token_whatever_an_authorizer_says() throws IOException {
    ObjectNode event =
        (ObjectNode) JSON.readTree(Invocation.event("http-api-forged-authorizer.json"));
    event.withObject("/requestContext/http").put("method", "POST");
    event
        .withObject("/headers")
        .put("authorization", "Bearer " + ApiCases.token().subject("user-7").sign())
        .put("content-type", "application/json");
    event.put("body", "{\"text\":\"hello\"}");

    ApiResponse answer = Invocation.call(handler(Map.of()), JSON.writeValueAsBytes(event));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(JSON.readTree(answer.body()).get("author").textValue()).isEqualTo("user-7");
  }

  @Test
  void refuses_two_tokens_that_the_gateway_joined() {
    ApiResponse answer = Invocation.call(handler(Map.of()), Invocation.event("http-api.json"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().get("www-authenticate")).contains("error=\"invalid_request\"");
  }

  @Test
  void refuses_two_tokens_in_two_headers() {
    ApiResponse answer = Invocation.call(handler(Map.of()), Invocation.event("rest.json"));

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"function-url.json", "rest-console-test.json"})
  void answers_real_looking_events(String name) {
    ApiResponse answer = Invocation.call(handler(Map.of()), Invocation.event(name));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void names_every_setting_that_is_missing_or_wrong_at_once() {
    Map<String, String> environment =
        Map.of("MESSAGES_STORE", "postgresql://u:secret@host/db", "OKTA_KEYS", "secret!");

    InvalidSettingsException refusal =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () -> new MessagesHandler(environment, ApiCases.clock()));

    assertThat(refusal.complaints())
        .extracting(complaint -> complaint.substring(0, complaint.indexOf(':')))
        .containsExactlyInAnyOrder("OIDC_ISSUER", "OIDC_AUDIENCE", "OKTA_KEYS", "MESSAGES_STORE");
    assertThat(refusal).hasMessage(String.join("; ", refusal.complaints()));
    assertThat(refusal.getMessage()).doesNotContain("secret");
  }

  @Test
  void does_not_show_keys_that_it_cannot_read() {
    Map<String, String> wrong = Map.of("OIDC_JWKS", "{\"keys\":[{\"k\":\"confidential\"}");

    assertThatExceptionOfType(InvalidSettingsException.class)
        .isThrownBy(() -> handler(wrong))
        .withMessageContaining("OIDC_JWKS")
        .withMessageNotContaining("confidential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", " ", ""})
  void keeps_messages_in_memory_where_told_so_or_nothing(String store) {
    assertThatCode(() -> handler(Map.of("MESSAGES_STORE", store))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "memory:x", "sqlite:./gatepost.db"})
  void complains_of_a_store_that_it_does_not_know(String store) {
    InvalidSettingsException refusal =
        catchThrowableOfType(
            InvalidSettingsException.class, () -> handler(Map.of("MESSAGES_STORE", store)));

    assertThat(refusal.complaints())
        .isEqualTo(List.of("MESSAGES_STORE: must be dynamodb:TABLE or memory:"));
  }

  @Test
  void names_what_is_wrong_with_a_store_in_dynamodb() {
    InvalidSettingsException refusal =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () -> handler(Map.of("MESSAGES_STORE", "dynamodb:t?shards=3")));

    assertThat(refusal.complaints())
        .containsExactly(
            "MESSAGES_STORE: must be dynamodb:TABLE or dynamodb:TABLE?shards=NUMBER",
            "MESSAGES_STORE: needs AWS_REGION");
  }

  @Test
  void answers_503_where_the_store_is_out_of_reach() {
    MessagesHandler unlucky =
        handler(
            Map.of(
                "MESSAGES_STORE", "dynamodb:messages",
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"));

    ApiResponse answer =
        Invocation.call(
            unlucky,
            EventShape.HTTP_API.event(
                Call.get("/api/messages").bearer(ApiCases.token().sign()).request()));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsKey("retry-after");
  }

  private static MessagesHandler handler(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(ApiCases.environment());
    environment.putAll(changes);
    return new MessagesHandler(environment, ApiCases.clock());
  }
}
