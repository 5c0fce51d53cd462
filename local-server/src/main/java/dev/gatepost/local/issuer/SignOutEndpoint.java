package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Ends a browser's session at a client's request (OpenID Connect RP-Initiated Logout 1.0). The
 * client shows by an ID token whose session it means, or any page could sign people out.
 */
final class SignOutEndpoint {
  private final Registration registration;
  private final Sessions sessions;
  private final TokenMint mint;
  private final Pages pages;

  SignOutEndpoint(Registration registration, Sessions sessions, TokenMint mint, Pages pages) {
    this.registration = registration;
    this.sessions = sessions;
    this.mint = mint;
    this.pages = pages;
  }

  ApiResponse answer(ApiRequest request) {
    try {
      Parameters parameters = Parameters.of(request);
      Optional<String> location = location(parameters);
      end(request, parameters.find("id_token_hint"));
      ApiResponse done = location.map(Answers::redirect).orElseGet(pages::signedOut);
      return Answers.with(done, "set-cookie", Cookies.SIGN_IN.clear());
    } catch (RefusedException refused) {
      return pages.refusal(refused);
    }
  }

  private Optional<String> location(Parameters parameters) throws RefusedException {
    Optional<String> target = parameters.find("post_logout_redirect_uri");
    if (target.isPresent() && !registration.redirectUris().contains(target.get())) {
      throw RefusedException.invalidRequest("post_logout_redirect_uri is not registered");
    }
    String state = parameters.find("state").map(SignOutEndpoint::query).orElse("");
    return target.map(uri -> uri + state);
  }

  /** Where there is no session, as after a restart, there is nothing to prove either. */
  private void end(ApiRequest request, Optional<String> idToken) throws RefusedException {
    Optional<SignIn> signIn = sessions.find(request);
    if (signIn.isPresent()) {
      String subject = signIn.get().person().subject();
      if (idToken.flatMap(mint::subjectOf).filter(subject::equals).isEmpty()) {
        throw RefusedException.invalidRequest("id_token_hint is not from this session");
      }
      sessions.end(request);
    }
  }

  private static String query(String state) {
    return "?state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
  }
}
