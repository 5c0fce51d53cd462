package dev.gatepost.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes an authorizer's answer: a simple one, or a policy. */
final class AuthorizerAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private AuthorizerAnswer() {}

  /**
   * Writes the answer and closes the stream.
   *
   * @throws UnauthorizedException if that is the answer
   * @throws AuthorizerFailedException if there is none
   */
  static void write(Decision decision, AuthorizerRequest request, OutputStream answer)
      throws IOException {
    VerifiedToken token = decision instanceof Granted granted ? granted.token() : null;
    if (decision instanceof Refused refused) {
      requireAnswer(refused, request);
    }
    try (JsonGenerator json = JSON.createGenerator(answer)) {
      json.writeStartObject();
      if (request.stage().isPresent()) {
        writePolicy(token, request.stage().get(), json);
      } else {
        json.writeBooleanField("isAuthorized", token != null);
      }
      if (token != null) {
        writeContext(token, json);
      }
      json.writeEndObject();
    }
  }

  // A policy can only say that a good token is not enough; else an error is what makes a 401.
  private static void requireAnswer(Refused refused, AuthorizerRequest request) {
    if (refused.status() == UNAVAILABLE) {
      throw new AuthorizerFailedException();
    }
    if (request.stage().isPresent() && refused.status() != FORBIDDEN) {
      throw new UnauthorizedException();
    }
  }

  private static void writePolicy(@Nullable VerifiedToken token, String stage, JsonGenerator json)
      throws IOException {
    String principal = token == null ? "refused" : token.subject().orElse("unnamed");
    json.writeStringField("principalId", principal);
    json.writeObjectFieldStart("policyDocument");
    json.writeStringField("Version", "2012-10-17");
    json.writeArrayFieldStart("Statement");
    json.writeStartObject();
    json.writeStringField("Action", "execute-api:Invoke");
    json.writeStringField("Effect", token == null ? "Deny" : "Allow");
    json.writeStringField("Resource", stage);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeContext(VerifiedToken token, JsonGenerator json) throws IOException {
    Map<String, String> context = new TreeMap<>();
    token.subject().ifPresent(subject -> context.put("sub", subject));
    token.clientId().ifPresent(client -> context.put("client_id", client));
    if (!token.scopes().isEmpty()) {
      context.put("scope", String.join(" ", token.scopes()));
    }
    json.writeObjectFieldStart("context");
    for (Map.Entry<String, String> member : context.entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }
}
