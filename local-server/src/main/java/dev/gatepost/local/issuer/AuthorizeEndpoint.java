package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.time.Clock;
import java.util.Optional;

/** The authorization endpoint (RFC 6749 §3.1): to people, the door. */
final class AuthorizeEndpoint {
  private final Registration registration;
  private final Clock clock;
  private final Sessions sessions;
  private final Grants grants;
  private final SignInEndpoint signIns;
  private final Pages pages;

  AuthorizeEndpoint(
      Registration registration,
      Clock clock,
      Sessions sessions,
      Grants grants,
      SignInEndpoint signIns,
      Pages pages) {
    this.registration = registration;
    this.clock = clock;
    this.sessions = sessions;
    this.grants = grants;
    this.signIns = signIns;
    this.pages = pages;
  }

  ApiResponse answer(ApiRequest request) {
    Parameters parameters;
    ReturnAddress back;
    try {
      parameters = Parameters.of(request);
      back = ReturnAddress.of(parameters, registration);
    } catch (RefusedException refused) {
      return pages.refusal(refused);
    }
    try {
      return authorize(request, AuthorizationRequest.parse(parameters, back));
    } catch (RefusedException refused) {
      return Answers.redirect(back.withRefusal(refused));
    }
  }

  private ApiResponse authorize(ApiRequest request, AuthorizationRequest authorization)
      throws RefusedException {
    Prompt prompt = authorization.prompt();
    Optional<SignIn> earlier =
        sessions.find(request).filter(signIn -> prompt.accepts(signIn, clock.instant()));
    if (earlier.isPresent()) {
      String code = grants.code(authorization, earlier.get());
      return Answers.redirect(authorization.back().withCode(code));
    }
    if (prompt.forbidsPage()) {
      throw new RefusedException("login_required", "nobody has signed in, or too long ago");
    }
    return signIns.ask(request, authorization);
  }
}
