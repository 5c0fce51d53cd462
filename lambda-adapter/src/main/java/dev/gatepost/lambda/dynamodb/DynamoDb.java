package dev.gatepost.lambda.dynamodb;

import com.github.davidmoten.aws.lw.client.Client;
import com.github.davidmoten.aws.lw.client.HttpMethod;
import com.github.davidmoten.aws.lw.client.MaxAttemptsExceededException;
import com.github.davidmoten.aws.lw.client.Response;
import dev.gatepost.messages.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls DynamoDB, again where that may help and the time allows. A call may be done twice though it
 * was made once: each has to be such that this does no harm.
 */
final class DynamoDb {
  private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
  private static final Set<String> TRANSIENT =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ThrottlingException",
          "RequestLimitExceeded",
          "InternalServerError",
          "ServiceUnavailable");
  // Credentials may have changed under us; new ones are asked for then.
  private static final Set<String> OUTDATED =
      Set.of("ExpiredTokenException", "UnrecognizedClientException");
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);

  private final Endpoint endpoint;
  private final Supplier<Duration> timeLeft;
  private final Backoff.Sleep sleep;
  private final CurrentCredentials credentials;
  private final KeepAliveHttp http = new KeepAliveHttp();

  DynamoDb(
      Endpoint endpoint,
      CurrentCredentials credentials,
      Supplier<Duration> timeLeft,
      Backoff.Sleep sleep) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.timeLeft = timeLeft;
    this.sleep = sleep;
  }

  /**
   * Makes a call.
   *
   * @param action as {@code PutItem}
   * @throws StoreUnavailableException if it is not answered in time, or refused for another reason
   *     than its condition
   */
  Answer call(String action, Map<String, ?> request) {
    byte[] body = Json.write(request);
    Backoff backoff = new Backoff(timeLeft.get(), sleep);
    while (true) {
      String fault;
      try {
        Answer answer = attempt(action, body, backoff.left());
        if (answer.fault().isEmpty() || answer.fault().equals(CONDITION_FAILED)) {
          return answer;
        }
        fault = answer.fault();
        requireTransient(action, fault);
      } catch (IOException | UncheckedIOException | MaxAttemptsExceededException e) {
        // Not its message, which may have been made of what was sent.
        fault = kind(e);
      }
      if (!backoff.waitForNext()) {
        throw new StoreUnavailableException("DynamoDB does not " + action + ": " + fault);
      }
    }
  }

  private void requireTransient(String action, String fault) {
    if (OUTDATED.contains(fault)) {
      credentials.forget();
    } else if (!TRANSIENT.contains(fault) && !fault.startsWith("HTTP 5")) {
      throw new StoreUnavailableException("DynamoDB refuses to " + action + ": " + fault);
    }
  }

  private Answer attempt(String action, byte[] body, Duration left) throws IOException {
    long millis = Math.max(1, shorter(left, LONGEST_ATTEMPT).toMillis());
    Response response =
        Client.service("dynamodb")
            .region(endpoint.region())
            .credentials(credentials.get())
            .httpClient(http)
            .build()
            .url(endpoint.url())
            .method(HttpMethod.POST)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + action)
            .requestBody(body)
            .connectTimeout(millis, TimeUnit.MILLISECONDS)
            .readTimeout(millis, TimeUnit.MILLISECONDS)
            .retryMaxAttempts(1)
            .response();
    if (response.statusCode() == 200) {
      return new Answer("", Json.read(response.content()));
    }
    return refusal(response);
  }

  // What stands before DynamoDB may answer with something that is no JSON.
  private static Answer refusal(Response response) {
    String status = "HTTP " + response.statusCode();
    try {
      Map<String, Object> body = Json.read(response.content());
      String type = String.valueOf(body.getOrDefault("__type", status));
      return new Answer(type.substring(type.indexOf('#') + 1), body);
    } catch (IOException e) {
      return new Answer(status, Map.of());
    }
  }

  // The library wraps what stopped the one attempt that it makes.
  private static String kind(Exception e) {
    Throwable cause = e.getCause();
    return (cause == null ? e : cause).getClass().getSimpleName();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * What came back.
   *
   * @param fault empty where the call was done; else why not
   */
  record Answer(String fault, Map<String, Object> body) {
    boolean isDone() {
      return fault.isEmpty();
    }
  }
}
