package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.messages.testkit.ApiCase;
import dev.gatepost.messages.testkit.ApiCases;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiCasesOnDynamoDbTest {
  private static LocalDynamoDb database;
  private static MessagesApi api;

  @BeforeAll
  static void start() throws Exception {
    database = new LocalDynamoDb();
    Table table = new Table(database.calls(), database.newTable());
    api = ApiCases.api(new DynamoDbMessageStore(table, 1, Clock.systemUTC()));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answers_as_the_table_says(ApiCase apiCase) {
    apiCase.run(api::handle);
  }

  static List<ApiCase> cases() {
    return ApiCases.all();
  }
}
