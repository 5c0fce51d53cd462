package dev.gatepost.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.local.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Signing in with Okta's own widget, against a stand-in for an org. */
class OktaWidgetIT {
  private static final String NAME = "#okta input[name=identifier]";
  private static final String PASSWORD = "#okta input[type=password]";

  private static final String EVERYTHING = Keys.chord(Keys.CONTROL, "a");

  @TempDir private static Path folder;
  private static OktaStub okta;
  private static ServerProcess server;

  private Browser browser;
  private BoardPage page;

  @BeforeAll
  static void start_the_server() {
    Chromium.require();
    okta = OktaStub.start();
    server = ServerProcess.startIn(folder, okta.settings());
  }

  @AfterAll
  static void stop_the_server() {
    if (server != null) {
      server.close();
      okta.close();
    }
  }

  @BeforeEach
  void open_the_page(@TempDir Path profile) {
    browser = new Browser(profile);
    page = new BoardPage(browser);
    browser.open(server.client().toString());
  }

  @AfterEach
  void close_the_browser() {
    browser.close();
  }

  @Test
  void a_person_signs_in_on_a_page_here_and_writes() {
    browser.press("#sign-in");
    browser.see(NAME);
    browser.photograph("okta-widget");
    assertThat(browser.obstacles()).isEmpty();
    signIn();

    page.post("Past the widget");
    assertThat(page.entries().get(0).author()).isEqualTo("ada");
    assertThat(browser.address()).isEqualTo(server.client().resolve("/").toString());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_wrong_password_is_said_by_the_widget_and_another_try_succeeds() {
    browser.press("#sign-in");
    signInWith("open rye");

    browser.see("#okta [role=alert]", "Unable to sign in");
    signIn();
  }

  @Test
  void what_was_being_written_is_there_after_a_return_to_the_widget() {
    browser.press("#sign-in");
    signIn();
    page.write("Half a thought");

    // The tokens are gone, and the silent question to the issuer finds nobody signed in there.
    browser.open(server.client().toString());

    browser.see("#composer");
    assertThat(page.draft()).isEqualTo("Half a thought");
  }

  @Test
  void nothing_of_one_sign_in_gets_into_the_next() {
    browser.press("#sign-in");
    signIn();
    browser.press("#sign-out");

    browser.press("#sign-in");
    signIn();

    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void no_token_gets_into_the_storage_that_the_widget_may_read() {
    browser.press("#sign-in");
    signIn();

    assertThat(
            browser.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])").toString())
        .doesNotContain("eyJ");
  }

  @Test
  void a_sign_in_of_which_more_is_to_be_asked_goes_on_where_it_was() {
    browser.press("#sign-in");
    browser.see(NAME);
    String state = browser.evaluate("new URLSearchParams(location.search).get('state')").toString();
    long asked = okta.calls().stream().filter(call -> call.endsWith("/v1/interact")).count();

    // As Okta sends people back from another identity provider.
    browser.open(server.client() + "/?error=interaction_required&state=" + state);
    signIn();

    assertThat(okta.calls().stream().filter(call -> call.endsWith("/v1/interact")))
        .hasSize((int) asked);
  }

  @Test
  void whoever_comes_to_the_widget_by_another_way_is_led_to_the_page() {
    browser.open(server.client().resolve("/okta.html").toString());

    browser.see("#sign-in");
    assertThat(browser.address()).isEqualTo(server.client().resolve("/").toString());
  }

  private void signIn() {
    signInWith(OktaStub.PASSWORD);
    browser.see("#person", "Ada Lovelace");
  }

  private void signInWith(String password) {
    browser.see(NAME).sendKeys(EVERYTHING, "ada");
    browser.see(PASSWORD).sendKeys(EVERYTHING, password);
    browser.press("#okta [type=submit]");
  }
}
