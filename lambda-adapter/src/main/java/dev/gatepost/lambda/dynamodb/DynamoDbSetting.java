package dev.gatepost.lambda.dynamodb;

import com.github.davidmoten.aws.lw.client.Credentials;
import dev.gatepost.messages.MessageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The setting of a store in DynamoDB: {@code dynamodb:TABLE}, or {@code dynamodb:TABLE?shards=16}.
 * The number of shards is a power of two up to 256, and can be raised whenever one shard's 300
 * posts a second are not enough. It cannot be lowered: what is lower than before has no effect on
 * what is read.
 *
 * @param table the table's name
 * @param shards over how many partitions new messages spread
 */
public record DynamoDbSetting(String table, int shards) {
  /** What a setting of this kind begins with. */
  public static final String SCHEME = "dynamodb:";

  // As DynamoDB has it for names.
  private static final Pattern FORM =
      Pattern.compile("dynamodb:([A-Za-z0-9_.-]{3,255})(?:\\?shards=([1-9][0-9]{0,2}))?");

  /**
   * What is wrong with a setting, for whoever made it.
   *
   * @param setting begins with {@link #SCHEME}
   * @param environment the process's variables
   * @return nothing where all is well
   */
  public static List<String> complaints(String setting, Map<String, String> environment) {
    List<String> complaints = new ArrayList<>();
    Matcher form = FORM.matcher(setting);
    if (!form.matches()) {
      complaints.add("must be dynamodb:TABLE or dynamodb:TABLE?shards=NUMBER");
    } else if (!Shards.isCount(shards(form))) {
      complaints.add("the number of shards must be a power of two up to " + Shards.MOST);
    }
    if (environment.getOrDefault(Endpoint.REGION, "").isBlank()) {
      complaints.add("needs " + Endpoint.REGION);
    }
    return complaints;
  }

  /**
   * Reads a setting that there are no complaints about.
   *
   * @throws IllegalArgumentException if there are
   */
  public static DynamoDbSetting parse(String setting) {
    Matcher form = FORM.matcher(setting);
    if (!form.matches() || !Shards.isCount(shards(form))) {
      throw new IllegalArgumentException("not a setting for DynamoDB");
    }
    return new DynamoDbSetting(form.group(1), shards(form));
  }

  /**
   * Opens the store. Nothing is called before the store is used.
   *
   * @param environment the process's variables: the region's, and the endpoint's where it is
   *     another; the credentials are taken from the process itself when they are needed
   * @param timeLeft how long a call that begins may take
   */
  public MessageStore open(
      Map<String, String> environment, Supplier<Duration> timeLeft, Clock clock) {
    DynamoDb calls =
        new DynamoDb(
            Endpoint.read(environment),
            new CurrentCredentials(Credentials::fromEnvironment),
            timeLeft,
            time -> Thread.sleep(time.toMillis()));
    return new DynamoDbMessageStore(new Table(calls, table), shards, clock);
  }

  private static int shards(Matcher form) {
    String shards = form.group(2);
    return shards == null ? 1 : Integer.parseInt(shards);
  }
}
