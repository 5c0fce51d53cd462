package dev.gatepost.local.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatepost.local.ServerProcess;
import dev.gatepost.local.browser.BoardPage.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What a new user does, from the first look to a message that outlives the server. */
class BrowserIT {
  @TempDir private static Path folder;
  private static ServerProcess server;

  private Browser browser;
  private BoardPage page;

  @BeforeAll
  static void start_the_server() {
    Chromium.require();
    server = ServerProcess.startIn(folder);
  }

  @AfterAll
  static void stop_the_server() {
    if (server != null) {
      server.close();
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
  void a_visitor_is_told_what_the_page_is_and_sees_no_messages() {
    browser.see("h1", "A message board behind a gate");
    browser.see(".why", "The messages are hidden until you sign in");
    browser.see("#development", "anybody can come in");
    browser.photograph("signed-out");

    assertThat(browser.hides("#board")).isTrue();
    assertThat(browser.hides("#composer")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_empty_board_asks_for_the_first_message(@TempDir Path elsewhere) {
    try (ServerProcess fresh = ServerProcess.startIn(elsewhere)) {
      browser.open(fresh.client().toString());
      page.signInAs("ada");

      browser.see("#empty", "No messages yet. Send the first.");
      browser.photograph("empty");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_person_signs_in_and_sees_a_message_with_author_and_time() {
    browser.press("#sign-in");
    browser.see("button[name=person]");
    browser.photograph("issuer");
    page.choose("ada");
    page.post("Hello from Chromium");

    browser.photograph("message");
    Entry newest = page.entries().get(0);
    assertThat(browser.see("#person").getText()).isEqualTo("Ada Lovelace");
    assertThat(newest.author()).isEqualTo("ada");
    assertThat(newest.text()).isEqualTo("Hello from Chromium");
    assertThat(Instant.parse(newest.postedAt()))
        .isCloseTo(Instant.now(), within(Duration.ofMinutes(1).toMillis(), ChronoUnit.MILLIS));
    assertThat(newest.time()).matches("\\d{1,2}:\\d{2}.*");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_message_outlives_a_killed_server_and_one_press_signs_in_again() {
    page.signInAs("ada");
    page.post("Still here tomorrow");
    assertThat(browser.complaints()).isEmpty();

    server.kill();
    page.write("Half a thought");
    browser.press("#send");
    browser.see(".notice", "The message service cannot be reached");
    browser.photograph("unreachable");
    server.startAgain();
    browser.press(".notice button");

    browser.see(".notice", "Your session has ended");
    browser.photograph("session-ended");
    browser.press(".notice button");
    page.choose("ada");
    assertThat(page.entries().get(0).text()).isEqualTo("Still here tomorrow");
    assertThat(page.draft()).isEqualTo("Half a thought");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("text");
    assertThat(browser.complaints()).allMatch(line -> line.contains("Failed to load resource"));
  }

  @Test
  void markup_is_shown_as_text() {
    String markup = "<img src=x onerror=\"document.title='hit'\"><script>alert(1)</script> & <b>";
    page.signInAs("grace");
    page.post(markup);

    browser.photograph("markup");
    assertThat(page.entries().get(0).text()).isEqualTo(markup);
    assertThat(browser.all(".message img, .message script, .message b")).isEmpty();
    assertThat(browser.evaluate("document.title")).isEqualTo("Gatepost");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_name_with_markup_is_shown_as_text() {
    browser.press("#sign-in");
    browser.see("#person").sendKeys("<b>Eve</b>", Keys.ENTER);

    browser.see("#account bdi", "<b>Eve</b>");
    page.post("Who am I?");
    assertThat(page.entries().get(0).author()).isEqualTo("<b>Eve</b>");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nothing_of_the_sign_in_stays_in_address_history_or_storage() {
    page.signInAs("ada");

    assertThat(browser.address()).isEqualTo(server.client().resolve("/").toString());
    assertThat(browser.evaluate("sessionStorage.length + localStorage.length")).isEqualTo(0L);
    assertThat(browser.evaluate("document.cookie")).isEqualTo("");
  }

  @Test
  void a_cancelled_sign_in_is_said_calmly() {
    browser.press("#sign-in");
    browser.press("button[name=cancel]");

    browser.see(".notice.calm", "You did not sign in");
    browser.photograph("cancelled");
    assertThat(browser.focused().getDomAttribute("class")).contains("notice");
    assertThat(browser.address()).isEqualTo(server.client().resolve("/").toString());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_keyboard_is_enough_to_be_told_off_and_to_send() {
    page.signInAs("linus");
    browser.see("#text").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

    browser.see("#text-error", "Write a message first.");
    browser.photograph("field-error");
    assertThat(browser.focused().getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(browser.evaluate("document.title")).asString().startsWith("Error: ");

    browser.focused().sendKeys("Without a mouse", Keys.chord(Keys.CONTROL, Keys.ENTER));

    browser.see("#sent", "Message sent");
    assertThat(page.entries().get(0).text()).isEqualTo("Without a mouse");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("text");
    assertThat(browser.hides("#text-error")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void signing_out_ends_the_session_at_the_issuer_too() {
    page.signInAs("ada");
    browser.press("#sign-out");

    browser.press("#sign-in");
    browser.see("button[name=person]");
    assertThat(browser.address()).startsWith(server.issuer().toString());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void older_messages_come_on_demand() {
    page.signInAs("margaret");
    for (int number = 1; number <= 21; number++) {
      page.post("Message " + number);
    }
    browser.reload();
    browser.see("#older");
    assertThat(page.entries()).hasSize(20);

    browser.press("#older");

    browser.see(".message:nth-child(21)");
    assertThat(page.entries().get(20).text()).isEqualTo("Message 1");
    assertThat(browser.complaints()).isEmpty();
  }
}
