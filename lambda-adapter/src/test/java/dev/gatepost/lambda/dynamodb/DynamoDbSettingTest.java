package dev.gatepost.lambda.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbSettingTest {
  private static final Map<String, String> IN_REGION = Map.of("AWS_REGION", "eu-central-1");

  @Test
  void names_the_table_and_how_many_shards_it_has() {
    assertThat(DynamoDbSetting.parse("dynamodb:Msg_1.a-b"))
        .isEqualTo(new DynamoDbSetting("Msg_1.a-b", 1));
    assertThat(DynamoDbSetting.parse("dynamodb:messages?shards=256"))
        .isEqualTo(new DynamoDbSetting("messages", 256));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dynamodb:",
        "dynamodb:ab",
        "dynamodb:a b c",
        "dynamodb:messages?",
        "dynamodb:messages?shards=",
        "dynamodb:messages?shards=0",
        "dynamodb:messages?shards=3",
        "dynamodb:messages?shards=512",
        "dynamodb:messages?shards=4&shards=8",
        "dynamodb:messages?other=4"
      })
  void says_what_is_wrong(String setting) {
    assertThat(DynamoDbSetting.complaints(setting, IN_REGION)).hasSize(1);
    assertThatThrownBy(() -> DynamoDbSetting.parse(setting))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void needs_a_region() {
    assertThat(DynamoDbSetting.complaints("dynamodb:messages", IN_REGION)).isEmpty();
    assertThat(DynamoDbSetting.complaints("dynamodb:messages", Map.of()))
        .containsExactly("needs AWS_REGION");
  }

  @Test
  void finds_dynamodb_in_its_region_or_where_it_is_told() {
    assertThat(Endpoint.read(IN_REGION).url())
        .isEqualTo("https://dynamodb.eu-central-1.amazonaws.com/");
    assertThat(Endpoint.read(Map.of("AWS_REGION", "cn-north-1")).url())
        .isEqualTo("https://dynamodb.cn-north-1.amazonaws.com.cn/");
    assertThat(
            Endpoint.read(
                Map.of("AWS_REGION", "x", "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000")))
        .isEqualTo(new Endpoint("x", "http://localhost:8000/"));
  }
}
