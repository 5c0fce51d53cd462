package dev.gatepost.local.issuer;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of the page that asks people who they are: one press on a name, or a name of one's own.
 */
final class SignInForm {
  private static final String FORM =
      """
      <h1>Who are you today?</h1>
      <p class="lead">Signing in to <strong>%2$s</strong>. There are no passwords here.</p>
      <form method="post" action="/sign-in">
      <input type="hidden" name="question" value="%1$s">
      <ul class="people">
      %3$s</ul>
      </form>
      <form class="own" method="post" action="/sign-in" novalidate>
      <input type="hidden" name="question" value="%1$s">
      <label for="person">Somebody else</label>
      %4$s
      <button class="primary">Continue</button>
      </form>
      <form method="post" action="/sign-in">
      <input type="hidden" name="question" value="%1$s">
      <button class="quiet" name="cancel" value="yes">Cancel</button>
      </form>
      """;

  private static final String PERSON =
      """
      <li><button name="person" value="%1$s"><span class="monogram" aria-hidden="true">%3$s</span>\
      <span class="name">%2$s</span> <span class="subject">%1$s</span></button></li>
      """;

  private static final String FIELD =
      """
      <input id="person" name="person" dir="auto" autocomplete="username" autocapitalize="words" \
      spellcheck="false">""";

  private static final String REFUSED_FIELD =
      """
      <p class="error" id="person-error"><span class="unseen">Error:</span> Enter a name of up to \
      %1$d characters, with a letter or a digit in it.</p>
      <input id="person" name="person" dir="auto" autocomplete="username" autocapitalize="words" \
      spellcheck="false" aria-invalid="true" aria-describedby="person-error" autofocus value="%2$s">""";

  private SignInForm() {}

  static String html(String question, String redirectUri, Optional<String> refusedName) {
    String field =
        refusedName
            .map(name -> REFUSED_FIELD.formatted(Person.MAX_NAME_LENGTH, Html.escape(name)))
            .orElse(FIELD);
    String people = Person.KNOWN.stream().map(SignInForm::button).collect(Collectors.joining());
    String client = URI.create(redirectUri).getAuthority();
    return FORM.formatted(question, Html.escape(client), people, field);
  }

  private static String button(Person person) {
    return PERSON.formatted(person.subject(), person.name(), person.name().substring(0, 1));
  }
}
