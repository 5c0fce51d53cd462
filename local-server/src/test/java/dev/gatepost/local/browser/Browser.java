package dev.gatepost.local.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One person's browser: what they see, and what it complains about behind their back. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ChromeDriver driver;

  Browser(Path profile) {
    this.driver = Chromium.start(profile);
    show(Screen.DESKTOP);
  }

  void open(String address) {
    driver.get(address);
  }

  String address() {
    return Objects.requireNonNull(driver.getCurrentUrl());
  }

  /** The first element that is seen, waited for. */
  WebElement see(String selector) {
    By seen = By.cssSelector(selector);
    return until().until(ExpectedConditions.visibilityOfElementLocated(seen));
  }

  /** Waits until an element that is seen has a text in it. */
  void see(String selector, String text) {
    until()
        .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
  }

  void press(String selector) {
    see(selector).click();
  }

  boolean hides(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .noneMatch(WebElement::isDisplayed);
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The element that has the focus. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Waits until a script in the page finds this. */
  void await(String expression, Object expected) {
    until().until(page -> evaluate(expression).equals(expected));
  }

  /** What a script in the page finds. */
  Object evaluate(String expression) {
    return Objects.requireNonNull(driver.executeScript("return " + expression));
  }

  /** Takes the state on each kind of screen, and looks that none has to be scrolled sideways. */
  void photograph(String state) {
    for (Screen screen : Screen.values()) {
      show(screen);
      assertFitsTheWidth(state, screen);
      save(driver.getScreenshotAs(OutputType.BYTES), state + "-" + screen + ".png");
    }
    show(Screen.DESKTOP);
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Pulls the plug, or puts it back. */
  void unplug(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Opens an address in a tab beside the others, and goes on there. */
  void openBeside(String address) {
    driver.switchTo().newWindow(WindowType.TAB);
    show(Screen.DESKTOP);
    driver.get(address);
  }

  /** Goes back to the tab that was opened first. */
  void backToTheFirstTab() {
    driver.switchTo().window(driver.getWindowHandles().iterator().next());
  }

  /** What axe-core finds serious or critical on the page as it is, light and dark. */
  List<String> obstacles() {
    List<String> found = new ArrayList<>();
    for (Screen screen : List.of(Screen.DESKTOP, Screen.NARROW_DARK)) {
      show(screen);
      driver.executeScript(Axe.SOURCE);
      Object violations = driver.executeAsyncScript(Axe.RUN);
      ((List<?>) Objects.requireNonNull(violations)).forEach(one -> found.add(screen + ": " + one));
    }
    show(Screen.DESKTOP);
    return found;
  }

  /** Complaints since the last call: errors of scripts, violations of the policy, failed calls. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private void show(Screen screen) {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", screen.metrics());
    driver.executeCdpCommand("Emulation.setEmulatedMedia", screen.media());
    until().until(page -> evaluate("window.innerWidth").equals((long) screen.width()));
  }

  /**
   * Measured in one call, for a scroll bar may come between two; and once the layout is settled.
   */
  private void assertFitsTheWidth(String state, Screen screen) {
    String fits = "(page => page.scrollWidth <= page.clientWidth)(document.documentElement)";
    until()
        .withMessage(() -> "%s has to be scrolled sideways on %s".formatted(state, screen))
        .until(page -> evaluate(fits).equals(true));
  }

  // What is looked at may be gone before it was seen, for the page goes to the issuer and back:
  // then
  // the driver says "aborted by navigation", and one looks again.
  private FluentWait<WebDriver> until() {
    return new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class);
  }

  private static void save(byte[] picture, String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name), picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
