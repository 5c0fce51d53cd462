package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.lambda.dynamodb.DynamoDbSetting;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.messages.testkit.ApiCases;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final String FUNCTION = "MessagesFunction";

  private static final Map<String, String> IN_A_REGION = Map.of("AWS_REGION", "eu-central-1");

  private final Template template = Template.read();

  @Test
  void the_handler_is_a_class_that_lambda_can_make() throws ReflectiveOperationException {
    String[] handler = property("Handler").toString().split("::", 2);

    Class<?> type = Class.forName(handler[0]);

    assertThat(RequestStreamHandler.class).isAssignableFrom(type);
    assertThat(type.getConstructor()).isNotNull();
    assertThat(handler[1]).isEqualTo("handleRequest");
  }

  @Test
  void the_function_may_take_ten_seconds() {
    assertThat(property("Timeout")).isEqualTo(10);
  }

  @Test
  void the_environment_has_the_settings_that_are_read() {
    Set<String> read = settingsThatAreRead();

    // The keys come by the tutorial's name; whoever sets both is refused.
    assertThat(read).contains("OIDC_JWKS");
    read.remove("OIDC_JWKS");
    assertThat(environment().keySet()).isEqualTo(read);
  }

  @Test
  void every_parameter_is_used_and_every_reference_leads_somewhere() {
    Set<String> parameters = template.mapAt("Parameters").keySet();
    Set<String> conditions = template.mapAt("Conditions").keySet();
    Set<String> known = new TreeSet<>(parameters);
    known.addAll(conditions);
    known.addAll(template.mapAt("Resources").keySet());

    List<String> own =
        template.references().stream().filter(name -> !name.startsWith("AWS::")).toList();

    assertThat(own).containsAll(parameters).containsAll(conditions);
    assertThat(known).containsAll(own);
  }

  @Test
  void every_parameter_is_described() {
    for (String name : template.mapAt("Parameters").keySet()) {
      assertThat(template.at("Parameters", name, "Description").toString()).isNotBlank();
    }
  }

  @Test
  void the_keys_fit_into_the_environment() {
    assertThat(template.mapAt("Parameters", "OktaKeys")).containsEntry("MaxLength", 3500);
  }

  @Test
  void the_routes_are_those_that_the_api_answers() {
    MessagesHandler handler = new MessagesHandler(ApiCases.environment(), ApiCases.clock());
    Map<String, Set<String>> routes = routes();

    assertThat(routes).containsOnlyKeys("/api/messages", "/api/messages/{id}", "/health", "/ready");
    routes.forEach(
        (path, methods) ->
            assertThat(methods).as(path).isEqualTo(methodsThatAreAnswered(handler, path)));
  }

  @Test
  void cors_is_answered_by_the_function_alone() {
    assertThat(template.at("Resources", "MessagesHttpApi").toString())
        .doesNotContain("CorsConfiguration");
  }

  @Test
  void new_settings_reach_the_alias() {
    assertThat(property("AutoPublishAlias")).isEqualTo("live");
    assertThat(property("AutoPublishAliasAllProperties")).isEqualTo(true);
  }

  @Test
  void messages_outlive_the_stack() {
    Map<String, Object> table = template.mapAt("Resources", "MessagesTable");

    assertThat(table)
        .containsEntry("DeletionPolicy", "Retain")
        .containsEntry("UpdateReplacePolicy", "Retain");
    assertThat(template.at("Resources", "MessagesTable", "Properties").toString())
        .contains("PointInTimeRecoveryEnabled=true", "PAY_PER_REQUEST");
  }

  @Test
  void logs_do_not_stay_for_ever_and_hold_no_address() {
    for (String logs : List.of("FunctionLogs", "ApiLogs")) {
      assertThat(template.at("Resources", logs, "Properties", "RetentionInDays"))
          .isEqualTo(Map.of("Ref", "LogRetentionDays"));
    }
    assertThat(
            template
                .at("Resources", "MessagesHttpApi", "Properties", "AccessLogSettings", "Format")
                .toString())
        .doesNotContain("sourceIp", "identity", "authorizer", "path");
  }

  @Test
  void a_shard_count_is_one_that_the_store_takes() {
    for (Object shards : (List<?>) template.at("Parameters", "Shards", "AllowedValues")) {
      assertThat(DynamoDbSetting.complaints("dynamodb:messages?shards=" + shards, IN_A_REGION))
          .isEmpty();
    }
  }

  @Test
  void the_makefile_builds_the_function() {
    assertThat(template.at("Resources", FUNCTION, "Metadata", "BuildMethod")).isEqualTo("makefile");
    assertThat(property("CodeUri")).isEqualTo(".");
    assertThat(Template.file("Makefile")).contains("\nbuild-" + FUNCTION + ":\n");
  }

  @Test
  void the_example_of_an_environment_is_one_that_the_function_starts_with() throws IOException {
    JsonNode example = new ObjectMapper().readTree(Template.file("env.example.json"));
    Map<String, String> environment = new HashMap<>();
    example
        .get(FUNCTION)
        .properties()
        .forEach(v -> environment.put(v.getKey(), v.getValue().asText()));

    MessagesHandler handler = new MessagesHandler(environment, ApiCases.clock());

    assertThat(example.fieldNames()).toIterable().containsExactly(FUNCTION);
    assertThat(environment.keySet()).isEqualTo(environment().keySet());
    assertThat(call(handler, "GET", "/health").status()).isEqualTo(200);
  }

  private static Set<String> settingsThatAreRead() {
    Set<String> asked = new TreeSet<>();
    Map<String, String> environment =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public @Nullable String get(Object name) {
            asked.add(name.toString());
            return super.get(name);
          }

          @Override
          public String getOrDefault(Object name, String otherwise) {
            asked.add(name.toString());
            return super.getOrDefault(name, otherwise);
          }
        };

    assertThatExceptionOfType(InvalidSettingsException.class)
        .isThrownBy(() -> new MessagesHandler(environment, ApiCases.clock()));
    return asked;
  }

  private static Set<String> methodsThatAreAnswered(MessagesHandler handler, String path) {
    ApiResponse refusal = call(handler, "PATCH", path.replace("{id}", "0".repeat(26)));

    assertThat(refusal.status()).isEqualTo(405);
    return Stream.of(refusal.headers().getOrDefault("allow", "").split(", ", -1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ApiResponse call(MessagesHandler handler, String method, String path) {
    Map<String, List<String>> headers =
        Map.of("authorization", List.of("Bearer " + ApiCases.token().sign()));
    ApiRequest request = new ApiRequest(method, path, "", headers, new byte[0]);
    return Invocation.call(handler, EventShape.HTTP_API.event(request));
  }

  private Map<String, Set<String>> routes() {
    Map<String, Set<String>> methods = new TreeMap<>();
    for (String event : template.mapAt("Resources", FUNCTION, "Properties", "Events").keySet()) {
      Map<String, Object> route =
          template.mapAt("Resources", FUNCTION, "Properties", "Events", event, "Properties");
      methods
          .computeIfAbsent(String.valueOf(route.get("Path")), unused -> new TreeSet<>())
          .add(String.valueOf(route.get("Method")));
    }
    return methods;
  }

  private Map<String, Object> environment() {
    return template.mapAt("Resources", FUNCTION, "Properties", "Environment", "Variables");
  }

  private Object property(String name) {
    return template.at("Resources", FUNCTION, "Properties", name);
  }
}
