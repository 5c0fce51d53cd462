package dev.gatepost.lambda.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.github.davidmoten.aws.lw.client.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** DynamoDB Local in memory, on a free port of the loopback. */
public final class LocalDynamoDb implements AutoCloseable {
  private final LocalDynamoDBRequestHandler database;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final AtomicInteger tables = new AtomicInteger();

  public LocalDynamoDb() throws Exception {
    // Its own runner listens on every address.
    database = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(database, null));
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  DynamoDb calls() {
    return calls(url());
  }

  /** Calls of what is at this address, which wait for nothing between their attempts. */
  static DynamoDb calls(String url) {
    return calls(url, Duration.ofSeconds(5));
  }

  static DynamoDb calls(String url, Duration timeLeft) {
    Credentials anybody = Credentials.of("anybody", "anything");
    return new DynamoDb(
        new Endpoint("eu-central-1", url + "/"),
        new CurrentCredentials(() -> anybody),
        () -> timeLeft,
        LocalDynamoDb::noSleep);
  }

  /** Makes a table as the template does, and gives its name. */
  public String newTable() {
    String name = "messages-" + tables.incrementAndGet();
    calls()
        .call(
            "CreateTable",
            Map.of(
                "TableName",
                name,
                "BillingMode",
                "PAY_PER_REQUEST",
                "KeySchema",
                List.of(
                    Map.of("AttributeName", Item.PARTITION, "KeyType", "HASH"),
                    Map.of("AttributeName", Item.SORT, "KeyType", "RANGE")),
                "AttributeDefinitions",
                List.of(
                    Map.of("AttributeName", Item.PARTITION, "AttributeType", "S"),
                    Map.of("AttributeName", Item.SORT, "AttributeType", "S"))));
    return name;
  }

  private static void noSleep(Duration time) {}

  @Override
  public void close() {
    LifeCycle.stop(server);
    database.shutdown();
  }
}
