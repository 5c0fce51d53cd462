package dev.gatepost.token.guide;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The guide's Lambda function. */
// guide: lambda
record GuardedFunction(RequestGuard guard)
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Map<String, List<String>> headers = new HashMap<>();
    if (event.get("headers") instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> headers.put(name.toString(), List.of(value.toString())));
    }
    Decision decision =
        guard.check(
            String.valueOf(event.get("routeKey")),
            event.get("rawPath") + "?" + event.get("rawQueryString"),
            headers);
    if (decision instanceof Refused refused) {
      return Map.of(
          "statusCode", refused.status(), "headers", refused.headers(), "body", refused.body());
    }
    return greet(((Granted) decision).token());
  }

  private static Map<String, Object> greet(VerifiedToken token) {
    return Map.of("statusCode", 200, "body", token.subject().orElseThrow());
  }
}
// guide: end
