package dev.gatepost.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.token.RemoteKeySettings;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda authorizer of API Gateway, for those who guard functions of their own: of an HTTP API
 * (REQUEST, payload format 2.0 with simple responses, or 1.0), and of a REST API (REQUEST or
 * TOKEN). Safe for many threads.
 *
 * <p>A good token is let in to the whole stage, for API Gateway keeps the answer and uses it for
 * other methods and paths too. What the function behind it is told: {@code sub}, {@code scope}
 * (with blanks between) and {@code client_id}, each where the token has it.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private final RequestGuard guard;
  private final InvocationTime time = new InvocationTime();
  private final Start start;

  /**
   * The function as Lambda makes it: with the settings of the process's environment, and all that
   * can be done before the first request done. Where the issuer is out of reach, the function
   * starts all the same, and fails until it is back.
   *
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public AuthorizerHandler() {
    this(System.getenv(), Clock.systemUTC());
    start.run();
  }

  /**
   * The function with these settings.
   *
   * @param environment the variables of the README's table by name, of which those of the tokens
   *     count
   * @param clock tells what time tokens are judged at
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public AuthorizerHandler(Map<String, String> environment, Clock clock) {
    ApiSettings settings =
        ApiSettings.read(environment, List.of(), RemoteKeySettings.defaults().timeLeft(time::left));
    this.guard = new RequestGuard(settings.verifier(clock));
    this.start = new Start(settings.keys(), Optional.empty());
  }

  /**
   * Judges one request.
   *
   * @param event the event's JSON
   * @param answer takes the answer's JSON, and is closed
   * @param context tells how much time there is; null for no limit
   * @throws UnauthorizedException if the request is refused and its authorizer says so by an error,
   *     which API Gateway answers with 401
   * @throws UnsupportedEventException if the event is none of an authorizer; neither its message
   *     nor its trace hold anything of the event
   * @throws AuthorizerFailedException if the issuer's keys are out of reach; API Gateway answers
   *     with 500
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    if (context != null) {
      time.begin(Duration.ofMillis(context.getRemainingTimeInMillis()));
    }
    try {
      AuthorizerRequest request = AuthorizerRequest.read(EventJson.read(event));
      Decision decision = guard.check(request.method(), request.target(), request.headers());
      if (decision instanceof Refused refused) {
        // The answer has no room for it.
        System.getLogger(AuthorizerHandler.class.getName())
            .log(Level.INFO, "Refused: {0}", refused.label());
      }
      AuthorizerAnswer.write(decision, request, answer);
    } finally {
      time.end();
    }
  }
}
