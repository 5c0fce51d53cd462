package dev.gatepost.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.local.ServerProcess;
import dev.gatepost.local.browser.BoardPage.Entry;
import dev.gatepost.token.testkit.TestIssuer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page does when others write, when things go wrong, and for people of all kinds. */
class BoardStatesIT {
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
  void two_people_see_each_others_messages_without_a_reload(@TempDir Path another) {
    try (Browser second = new Browser(another)) {
      BoardPage theirs = new BoardPage(second);
      second.open(server.client().toString());
      page.signInAs("ada");
      theirs.signInAs("grace");
      page.post("Is anybody there?");

      second.see(".message:first-child .text", "Is anybody there?");
      second.see("#announcement", "1 new message.");
      theirs.post("I am");
      browser.see(".message:first-child .text", "I am");

      assertThat(page.entries().get(0).author()).isEqualTo("grace");
      assertThat(browser.hides(".message:first-child .own")).isTrue();
      assertThat(second.hides(".message:first-child .own")).isFalse();
      assertThat(browser.complaints()).isEmpty();
      assertThat(second.complaints()).isEmpty();
    }
  }

  @Test
  void who_reads_further_down_is_told_of_news_and_stays_there(@TempDir Path another) {
    page.signInAs("ada");
    for (int number = 1; number <= 12; number++) {
      page.post("A message that is read, number " + number + "\n\n\n");
    }
    browser.evaluate("(scrollTo(0, document.body.scrollHeight), 1)");
    browser.await("document.getElementById('board-head').getBoundingClientRect().bottom < 0", true);
    browser.await("scrollY > 100", true);

    try (Browser second = new Browser(another)) {
      BoardPage theirs = new BoardPage(second);
      second.open(server.client().toString());
      theirs.signInAs("grace");
      theirs.post("News");
    }

    browser.see("#unseen", "1 new message");
    assertThat(browser.evaluate("scrollY > 100")).isEqualTo(true);
    browser.photograph("unseen");
    browser.press("#unseen");
    browser.await("document.getElementById('unseen').hidden", true);
    browser.see(".message:first-child .text", "News");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void what_was_written_offline_is_posted_once_when_the_connection_is_back() {
    page.signInAs("linus");
    page.write("From a tunnel");
    browser.unplug(true);
    browser.press("#send");

    browser.see(".notice", "You are offline");
    browser.photograph("offline");
    assertThat(page.draft()).isEqualTo("From a tunnel");

    browser.unplug(false);
    browser.see(".notice", "You are connected again");
    browser.press(".notice button");

    browser.see("#sent", "Message sent");
    assertThat(page.entries())
        .extracting(Entry::text)
        .filteredOn("From a tunnel"::equals)
        .hasSize(1);
    assertThat(browser.complaints()).allMatch(line -> line.contains("Failed to load resource"));
  }

  @Test
  void a_reload_comes_back_signed_in_with_the_text_that_was_being_written() {
    page.signInAs("ada");
    page.write("Half a thought");

    browser.reload();

    browser.see("#person", "Ada Lovelace");
    browser.see("#board");
    assertThat(page.draft()).isEqualTo("Half a thought");
    assertThat(browser.address()).isEqualTo(server.client().resolve("/").toString());
    assertThat(browser.evaluate("sessionStorage.length + localStorage.length")).isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void who_signs_out_in_one_tab_is_signed_out_in_the_other() {
    page.signInAs("ada");
    browser.openBeside(server.client().toString());
    browser.press("#sign-in");
    browser.see("#sign-out");
    browser.press("#sign-out");
    browser.see("#welcome");

    browser.backToTheFirstTab();

    browser.see(".notice", "You signed out in another tab");
    assertThat(browser.hides("#board")).isTrue();
    assertThat(browser.all(".message")).isEmpty();
  }

  @Test
  void a_second_press_does_not_send_twice() {
    page.signInAs("ada");
    page.write("Only once");
    browser.evaluate(
        "(document.getElementById('send').click(), document.getElementById('send').click(), 1)");

    browser.see("#sent", "Message sent");
    assertThat(page.entries()).extracting(Entry::text).filteredOn("Only once"::equals).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void texts_of_all_kinds_are_shown_as_they_are() {
    page.signInAs("ada");
    page.post("שלום עולם, كيف الحال");
    page.post("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");

    browser.photograph("texts");
    browser.press(".message:first-child .unfold");
    browser.see(".message:first-child .unfold", "Show less");
    assertThat(page.entries().get(1).text()).isEqualTo("שלום עולם, كيف الحال");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_text_near_its_limit_says_how_much_room_is_left() {
    page.signInAs("ada");
    browser.see("#text");
    browser.evaluate(
        "(t => (t.value = 'a'.repeat(2001), t.dispatchEvent(new Event('input')), 1))"
            + "(document.getElementById('text'))");

    browser.see("#text-room", "1 character too many");
    browser.press("#send");
    browser.see("#text-error", "A message can have up to 2,000 characters. Take out 1 character.");
    browser.photograph("too-long");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void nothing_on_the_page_is_a_serious_obstacle_to_anybody() {
    assertThat(browser.obstacles()).isEmpty();
    page.signInAs("margaret");
    browser.see("#board");
    assertThat(browser.obstacles()).isEmpty();
    page.post("A message");
    assertThat(browser.obstacles()).isEmpty();
    browser.see("#text").clear();
    browser.press("#send");
    browser.see("#text-error", "Write a message first.");
    assertThat(browser.obstacles()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void who_posts_too_often_is_told_when_to_try_again(@TempDir Path elsewhere) {
    Map<String, String> settings = Map.of("RATE_LIMIT_POSTS", "1/m");
    try (ServerProcess strict = ServerProcess.startIn(elsewhere, settings)) {
      browser.open(strict.client().toString());
      page.signInAs("ada");
      page.post("One");
      page.write("Two");
      browser.press("#send");

      browser.see(".notice", "That was a lot of messages");
      browser.see(".notice .wait", "You can try again in");
      assertThat(browser.see(".notice button").getDomAttribute("aria-disabled")).isEqualTo("true");
      assertThat(page.draft()).isEqualTo("Two");
      browser.photograph("too-often");
      assertThat(browser.obstacles()).isEmpty();
    }
  }

  @Test
  void who_lacks_a_permission_is_told_which(@TempDir Path elsewhere) {
    Map<String, String> settings =
        Map.of("OIDC_REQUIRED_SCOPES", "board:write", "CLIENT_SCOPES", "openid profile");
    try (ServerProcess strict = ServerProcess.startIn(elsewhere, settings)) {
      browser.open(strict.client().toString());
      page.signInAs("ada");

      browser.see(".notice", "“board:write”");
      browser.photograph("forbidden");
      assertThat(browser.obstacles()).isEmpty();
    }
  }

  @Test
  void a_page_that_is_not_set_up_says_so(@TempDir Path elsewhere) {
    try (ServerProcess other = ServerProcess.startIn(elsewhere, elsewhere("http://127.0.0.1:1"))) {
      browser.open(other.client().toString());

      browser.see(".notice", "This page is not set up yet");
      browser.photograph("not-set-up");
      assertThat(browser.obstacles()).isEmpty();
    }
  }

  @Test
  void an_issuer_that_cannot_be_reached_is_said_to_be(@TempDir Path elsewhere) {
    Map<String, String> settings = new HashMap<>(elsewhere("http://127.0.0.1:1"));
    settings.put("CLIENT_ID", "web");
    try (ServerProcess other = ServerProcess.startIn(elsewhere, settings)) {
      browser.open(other.client().toString());
      browser.press("#sign-in");

      browser.see(".notice", "The sign-in service cannot be reached");
      browser.photograph("issuer-unreachable");
      assertThat(browser.obstacles()).isEmpty();
    }
  }

  private static Map<String, String> elsewhere(String issuer) {
    return Map.of(
        "OIDC_ISSUER", issuer, "OIDC_AUDIENCE", "api", "OIDC_JWKS", TestIssuer.create().jwks());
  }
}
