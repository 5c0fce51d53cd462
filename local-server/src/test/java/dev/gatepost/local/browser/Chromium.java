package dev.gatepost.local.browser;

import dev.gatepost.local.MissingPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of the machine, with nothing downloaded and nothing kept between two starts. */
final class Chromium {
  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--lang=en-GB");

  private Chromium() {}

  /**
   * Ends the test where the machine has no Chromium: as skipped, with a line that says so; or as
   * failed where {@code GATEPOST_REQUIRE_BROWSER=true}.
   */
  static void require() {
    if (Files.isExecutable(BINARY) && Files.isExecutable(DRIVER)) {
      return;
    }
    throw MissingPart.of(
        "browser tests",
        "%s or %s is missing".formatted(BINARY, DRIVER),
        "GATEPOST_REQUIRE_BROWSER");
  }

  /** Starts one that knows nothing of any other, with its profile in a folder. */
  static ChromeDriver start(Path profile) {
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BINARY.toFile());
    options.addArguments(FLAGS);
    options.addArguments("--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service = ChromeDriverService.createDefaultService();
    service.setExecutable(DRIVER.toString());
    return new ChromeDriver(service, options);
  }
}
