package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What people see: whole pages of HTML, without any script. The browser is told to load nothing but
 * the issuer's own style and icon, and to send forms nowhere else.
 */
final class Pages {
  static final String STYLES = "/issuer.css";
  static final String ICON = "/icon.svg";

  private static final String LAYOUT =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/issuer.css">
      </head>
      <body>
      <p class="ribbon">Development sign-in: anybody can come in, under any name.</p>
      <main>
      <p class="brand"><img src="/icon.svg" alt="" width="36" height="36">Gatepost</p>
      %s</main>
      </body>
      </html>
      """;

  private static final String WAY_BACK =
      """
      <p><a class="quiet" href="%s/">Back to the client</a></p>
      """;

  private final Registration registration;
  private final String contentPolicy;
  private final String styles = resource("issuer.css");
  private final String icon = resource("icon.svg");

  Pages(Registration registration) {
    this.registration = registration;
    // Chromium holds the redirect that answers a form to the same rule as the form.
    this.contentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; form-action 'self' "
            + String.join(" ", registration.clientOrigins());
  }

  /** The page that asks people who they are. */
  ApiResponse signIn(String question, ReturnAddress back, Optional<String> refusedName) {
    String title = (refusedName.isPresent() ? "Error: " : "") + "Sign in to Gatepost";
    String content = SignInForm.html(question, back.redirectUri(), refusedName);
    return page(refusedName.isPresent() ? 422 : 200, title, content);
  }

  /** A refusal that cannot be sent back to any client. */
  ApiResponse refusal(RefusedException refused) {
    String content =
        """
        <h1>This cannot go on</h1>
        <p class="lead">The request was not one that this page can answer: %s (<code>%s</code>).</p>
        """
            .formatted(Html.escape(refused.description()), Html.escape(refused.error()));
    return page(400, "This cannot go on", content + wayBack());
  }

  /** Where people stay that signed out without a client to go back to. */
  ApiResponse signedOut() {
    return page(200, "Signed out", "<h1>You are signed out</h1>\n" + wayBack());
  }

  ApiResponse styles() {
    return Answers.answer(200, "text/css; charset=utf-8", styles);
  }

  ApiResponse icon() {
    return Answers.answer(200, "image/svg+xml", icon);
  }

  private String wayBack() {
    return registration.clientOrigins().stream()
        .limit(1)
        .map(origin -> WAY_BACK.formatted(Html.escape(origin)))
        .findFirst()
        .orElse("");
  }

  private ApiResponse page(int status, String title, String content) {
    ApiResponse page = Answers.html(status, LAYOUT.formatted(title, content));
    return Answers.with(page, "content-security-policy", contentPolicy);
  }

  private static String resource(String name) {
    try (InputStream bytes = Objects.requireNonNull(Pages.class.getResourceAsStream(name))) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
