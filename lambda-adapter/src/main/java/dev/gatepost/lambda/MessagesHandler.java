package dev.gatepost.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.messages.api.MessagesApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message API as a Lambda function behind an HTTP API (payload format 2.0 or 1.0), a function
 * URL, a REST API (proxy integration) or an Application Load Balancer. Safe for many threads.
 *
 * <p>It reads and writes the events' JSON itself, so that the runtime never loads its serializers.
 * What an event says of an authorizer is never looked at: the function verifies the token, whoever
 * did so before.
 */
public final class MessagesHandler implements RequestStreamHandler {
  private final MessagesApi api;
  private final InvocationTime time = new InvocationTime();
  private final Start start;

  /**
   * The function as Lambda makes it: with the settings of the process's environment, and all that
   * can be done before the first request done. Where the issuer or the store is out of reach, the
   * function starts all the same, and answers 503 until they are back.
   *
   * @throws InvalidSettingsException if a setting is missing or wrong; it names all of them
   */
  public MessagesHandler() {
    this(System.getenv(), Clock.systemUTC());
    // Lambda's runtime client has allowed TLS 1.0 and 1.1 again, which calls of DynamoDB would
    // offer.
    System.setProperty("https.protocols", "TLSv1.3,TLSv1.2");
    start.run();
  }

  /**
   * The function with these settings.
   *
   * @param environment the variables of the README's table by name
   * @param clock tells what time tokens are judged at and when messages are posted
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public MessagesHandler(Map<String, String> environment, Clock clock) {
    LambdaSettings settings = LambdaSettings.read(environment, time, clock);
    MessageBoard board = new MessageBoard(settings.store(), clock);
    this.api =
        new MessagesApi(settings.api().verifier(clock), board, settings.api().allowedOrigins())
            .withKeys(settings.api().keys());
    this.start = new Start(settings.api().keys(), Optional.of(settings.store()));
  }

  /**
   * Answers one request.
   *
   * @param event the event's JSON
   * @param answer takes the answer's JSON, and is closed
   * @param context tells how much time there is; null for no limit
   * @throws UnsupportedEventException if the event is no HTTP request; its message and its trace,
   *     which the runtime logs, hold nothing of the event
   * @throws IOException if the answer cannot be written
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    if (context != null) {
      time.begin(Duration.ofMillis(context.getRemainingTimeInMillis()));
    }
    try {
      handle(event, answer, api);
    } finally {
      time.end();
    }
  }

  static void handle(InputStream event, OutputStream answer, MessagesApi api) throws IOException {
    GatewayRequest request = GatewayEvents.toRequest(EventJson.read(event));
    GatewayAnswer.write(api.handle(request.request()), request.answerForm(), answer);
  }
}
