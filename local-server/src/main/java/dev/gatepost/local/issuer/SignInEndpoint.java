package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks people who they are, and takes their word for it. The form that asks is good once, for half
 * an hour, and in the browser that it was shown in: so no other page can sign somebody in.
 */
final class SignInEndpoint {
  private static final Duration FORM_LIFETIME = Duration.ofMinutes(30);

  private final Clock clock;
  private final Sessions sessions;
  private final Grants grants;
  private final Pages pages;
  private final Expiring<Question> questions;

  SignInEndpoint(Clock clock, Sessions sessions, Grants grants, Pages pages) {
    this.clock = clock;
    this.sessions = sessions;
    this.grants = grants;
    this.pages = pages;
    this.questions = new Expiring<>(clock);
  }

  /** The page that asks. */
  ApiResponse ask(ApiRequest request, AuthorizationRequest authorization) {
    return ask(request, authorization, Optional.empty());
  }

  /** Takes the answer that was posted from the page. */
  ApiResponse answer(ApiRequest request) {
    try {
      Parameters form = Parameters.ofForm(request);
      AuthorizationRequest authorization = question(request, form.require("question"));
      if (form.find("cancel").isPresent()) {
        RefusedException cancelled = new RefusedException("access_denied", "sign-in was cancelled");
        return Answers.redirect(authorization.back().withRefusal(cancelled));
      }
      String name = form.find("person").orElse("");
      return Person.called(name)
          .map(person -> signIn(request, authorization, person))
          .orElseGet(() -> ask(request, authorization, Optional.of(name)));
    } catch (RefusedException refused) {
      return pages.refusal(refused);
    }
  }

  private ApiResponse ask(
      ApiRequest request, AuthorizationRequest authorization, Optional<String> refusedName) {
    String browser = Cookies.BROWSER.read(request).orElseGet(Secrets::next);
    String question =
        questions.keep(new Question(authorization, browser), clock.instant().plus(FORM_LIFETIME));
    return Answers.with(
        pages.signIn(question, authorization.back(), refusedName),
        "set-cookie",
        Cookies.BROWSER.set(browser));
  }

  private AuthorizationRequest question(ApiRequest request, String name) throws RefusedException {
    Optional<String> browser = Cookies.BROWSER.read(request);
    return questions
        .take(name)
        .filter(question -> browser.filter(question.browser()::equals).isPresent())
        .map(Question::authorization)
        .orElseThrow(
            () -> RefusedException.invalidRequest("the form is too old, or was sent before"));
  }

  private ApiResponse signIn(
      ApiRequest request, AuthorizationRequest authorization, Person person) {
    SignIn signIn = new SignIn(person, clock.instant());
    String location = authorization.back().withCode(grants.code(authorization, signIn));
    return Answers.with(
        Answers.redirect(location), "set-cookie", sessions.replace(request, signIn));
  }

  private record Question(AuthorizationRequest authorization, String browser) {}
}
