package dev.gatepost.local.browser;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What people do on the page, in their words. */
final class BoardPage {
  private static final String TEXT = "#text";

  private final Browser browser;

  BoardPage(Browser browser) {
    this.browser = browser;
  }

  /** Presses "Sign in" and chooses one of the names that the issuer offers. */
  void signInAs(String subject) {
    browser.press("#sign-in");
    choose(subject);
  }

  /** Chooses a name on the issuer's page, and waits to be back. */
  void choose(String subject) {
    browser.press("button[name=person][value='%s']".formatted(subject));
    browser.see("#sign-out");
  }

  void write(String text) {
    WebElement box = browser.see(TEXT);
    box.clear();
    box.sendKeys(text);
  }

  /** Sends a message and waits until the page says that it was sent. */
  void post(String text) {
    write(text);
    browser.press("#send");
    browser.see("#sent", "Message sent");
  }

  String draft() {
    return String.valueOf(browser.see(TEXT).getDomProperty("value"));
  }

  /** The list as it is read, newest first, once it is there. */
  List<Entry> entries() {
    browser.see(".message");
    return browser.all(".message").stream().map(Entry::of).toList();
  }

  /**
   * A message as it is read.
   *
   * @param postedAt the machine-readable time behind the one that is shown
   */
  record Entry(String author, String text, String postedAt, String time) {
    private static Entry of(WebElement item) {
      WebElement time = item.findElement(By.tagName("time"));
      return new Entry(
          item.findElement(By.className("author")).getText(),
          item.findElement(By.className("text")).getText(),
          String.valueOf(time.getDomAttribute("datetime")),
          time.getText());
    }
  }
}
