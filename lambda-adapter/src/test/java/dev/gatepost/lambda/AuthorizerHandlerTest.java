package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.messages.testkit.ApiCases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/GET/orders/7";

  private final AuthorizerHandler handler =
      new AuthorizerHandler(ApiCases.environment(), ApiCases.clock());

  /** The events that an authorizer may get, each about one Authorization header. */
  private enum Form {
    SIMPLE(
        """
        {"version":"2.0","type":"REQUEST","routeArn":"%2$s","identitySource":["%1$s"],
         "rawPath":"/orders/7","rawQueryString":"","headers":{"authorization":"%1$s"},
         "requestContext":{"stage":"$default","http":{"method":"GET"}}}
        """),
    HTTP_API_FORMAT_1(
        """
        {"version":"1.0","type":"REQUEST","methodArn":"%2$s","identitySource":"%1$s",
         "httpMethod":"GET","path":"/orders/7","headers":{"authorization":"%1$s"},
         "queryStringParameters":{},"requestContext":{"stage":"prod"}}
        """),
    REST_REQUEST(
        """
        {"type":"REQUEST","methodArn":"%2$s","httpMethod":"GET","path":"/orders/7",
         "headers":{"Authorization":"%1$s"},"multiValueHeaders":{"Authorization":["%1$s"]},
         "queryStringParameters":null,"multiValueQueryStringParameters":null,
         "requestContext":{"stage":"prod"}}
        """),
    REST_TOKEN(
        """
        {"type":"TOKEN","methodArn":"%2$s","authorizationToken":"%1$s"}
        """);

    private final String json;

    Form(String json) {
      this.json = json;
    }

    String event(String authorization) {
      return json.formatted(authorization, ARN);
    }
  }

  @Test
  void lets_a_good_token_in_simply() {
    JsonNode answer = answer(Form.SIMPLE.event("Bearer " + good()));

    assertThat(answer.get("isAuthorized").booleanValue()).isTrue();
    assertContext(answer);
    assertThat(answer.fieldNames()).toIterable().containsExactly("isAuthorized", "context");
  }

  @ParameterizedTest
  @EnumSource(names = "SIMPLE", mode = EnumSource.Mode.EXCLUDE)
  void lets_a_good_token_in_to_the_whole_stage(Form form) {
    JsonNode answer = answer(form.event("Bearer " + good()));

    assertThat(answer.get("principalId").textValue()).isEqualTo("user-1");
    JsonNode statement = statement(answer);
    assertThat(statement.get("Effect").textValue()).isEqualTo("Allow");
    assertThat(statement.get("Action").textValue()).isEqualTo("execute-api:Invoke");
    assertThat(statement.get("Resource").textValue())
        .isEqualTo("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/*");
    assertContext(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer x", "Basic dTpw", "Bearer a, Bearer b"})
  void refuses_without_a_good_token(String authorization) {
    JsonNode answer = answer(Form.SIMPLE.event(authorization));

    assertThat(answer.toString()).isEqualTo("{\"isAuthorized\":false}");
  }

  @ParameterizedTest
  @EnumSource(names = "SIMPLE", mode = EnumSource.Mode.EXCLUDE)
  void refuses_by_the_error_that_makes_a_401(Form form) {
    Throwable refusal = catchThrowable(() -> answer(form.event("Bearer confidential")));

    assertThat(refusal).isInstanceOf(UnauthorizedException.class).hasMessage("Unauthorized");
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void says_by_a_denial_that_a_good_token_lacks_a_scope(Form form) {
    JsonNode answer = answer(form.event("Bearer " + ApiCases.issuer().token().sign()));

    if (form == Form.SIMPLE) {
      assertThat(answer.get("isAuthorized").booleanValue()).isFalse();
    } else {
      assertThat(statement(answer).get("Effect").textValue()).isEqualTo("Deny");
      assertThat(statement(answer).get("Resource").textValue()).endsWith("/prod/*");
    }
    assertThat(answer.has("context")).isFalse();
  }

  @Test
  void refuses_two_tokens_in_two_headers() {
    String token = "Bearer " + good();
    String event =
        Form.REST_REQUEST.event(token).replace("[\"" + token, "[\"" + token + "\",\"" + token);

    assertThatThrownBy(() -> answer(event)).isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void refuses_a_token_in_the_query_beside_another() {
    String event =
        Form.REST_REQUEST
            .event("Bearer " + good())
            .replace(
                "\"multiValueQueryStringParameters\":null",
                "\"multiValueQueryStringParameters\":{\"access_token\":[\"x\"]}");

    assertThatThrownBy(() -> answer(event)).isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void fails_where_the_keys_are_out_of_reach() {
    Map<String, String> environment = new HashMap<>(ApiCases.environment());
    environment.put("OIDC_JWKS", "http://127.0.0.1:1/keys");
    AuthorizerHandler unlucky = new AuthorizerHandler(environment, ApiCases.clock());

    for (Form form : Form.values()) {
      assertThatThrownBy(() -> answer(unlucky, form.event("Bearer " + good())))
          .isInstanceOf(AuthorizerFailedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "5",
        "{\"type\":\"confidential\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"confidential\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"Bearer x\",\"methodArn\":\"confidential\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"Bearer x\",\"methodArn\":\"arn:a/b\"}",
        "{\"type\":\"REQUEST\",\"methodArn\":\"arn:a/b/c\"}"
      })
  void refuses_events_that_are_none_of_an_authorizer(String event) {
    Throwable refusal = catchThrowable(() -> answer(event));

    assertThat(refusal).isInstanceOf(UnsupportedEventException.class);
    assertThat(refusal.toString()).doesNotContain("confidential");
  }

  @Test
  void shows_no_token_in_what_it_was_asked() {
    String event = Form.REST_TOKEN.event("Bearer confidential");

    AuthorizerRequest request =
        AuthorizerRequest.read(
            EventJson.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))));

    assertThat(request.toString()).doesNotContain("confidential");
  }

  private static String good() {
    return ApiCases.token().subject("user-1").claim("client_id", "client-7").sign();
  }

  private static void assertContext(JsonNode answer) {
    JsonNode context = answer.get("context");
    assertThat(context.get("sub").textValue()).isEqualTo("user-1");
    assertThat(context.get("scope").textValue().split(" ", -1))
        .containsExactlyInAnyOrder("openid", "messages");
    assertThat(context.get("client_id").textValue()).isEqualTo("client-7");
    assertThat(context).allMatch(JsonNode::isTextual);
  }

  private static JsonNode statement(JsonNode answer) {
    return answer.get("policyDocument").get("Statement").get(0);
  }

  private JsonNode answer(String event) {
    return answer(handler, event);
  }

  private static JsonNode answer(AuthorizerHandler handler, String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    try {
      handler.handleRequest(new ByteArrayInputStream(bytes), answer, null);
      return JSON.readTree(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
