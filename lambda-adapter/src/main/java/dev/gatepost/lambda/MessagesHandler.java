package dev.gatepost.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.messages.api.MessagesApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message API as a Lambda function behind an HTTP API or a function URL (payload format 2.0) or
 * a REST API (proxy integration). Safe for many threads.
 *
 * <p>It reads and writes the events' JSON itself, so that the runtime never loads its serializers.
 * What an event says of an authorizer is never looked at: the function verifies the token, whoever
 * did so before.
 */
public final class MessagesHandler implements RequestStreamHandler {
  private final MessagesApi api;

  /**
   * The function as Lambda makes it: with the settings of the process's environment.
   *
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public MessagesHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  /**
   * The function with these settings.
   *
   * @param environment the variables of the README's table by name
   * @param clock tells what time tokens are judged at and when messages are posted
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public MessagesHandler(Map<String, String> environment, Clock clock) {
    LambdaSettings settings = LambdaSettings.read(environment);
    MessageBoard board = new MessageBoard(settings.store(), clock);
    this.api =
        new MessagesApi(settings.api().verifier(clock), board, settings.api().allowedOrigins())
            .withKeys(settings.api().keys());
  }

  /**
   * Answers one request.
   *
   * @param event the event's JSON
   * @param answer takes the answer's JSON, and is closed
   * @param context not looked at; may be null
   * @throws UnsupportedEventException if the event is no HTTP request; its message and its trace,
   *     which the runtime logs, hold nothing of the event
   * @throws IOException if the answer cannot be written
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    ApiRequest request = GatewayEvents.toRequest(EventJson.read(event));
    GatewayAnswer.write(api.handle(request), answer);
  }
}
