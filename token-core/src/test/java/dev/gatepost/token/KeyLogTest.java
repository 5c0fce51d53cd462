package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of keys in the log: when trouble starts and ends, once each. */
class KeyLogTest {
  private static final TestIssuer ISSUER = TestIssuer.create("old");

  private final ManualTime time = new ManualTime();
  private final ScriptedFetch issuer = new ScriptedFetch(ISSUER.jwks());
  private final RemoteKeySource keys =
      new RemoteKeySource("the issuer", issuer, RemoteKeySettings.defaults(), time.steady());
  private final Logger logger = Logger.getLogger(KeySource.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  @Test
  void nothing_is_said_while_all_is_well() {
    keys.load();
    time.pass(Duration.ofMinutes(8));
    keys.load();

    assertThat(lines.written).isEmpty();
  }

  @Test
  void an_outage_is_told_when_it_starts_and_when_it_ends() {
    keys.load();
    issuer.fail();
    for (int minute = 0; minute < 20; minute++) {
      time.pass(Duration.ofMinutes(1));
      keys.load();
    }
    assertThat(lines.written)
        .containsExactly(
            "WARNING the issuer: the keys could not be fetched:"
                + " the answer has status 500, not 200");

    issuer.recover();
    time.pass(Duration.ofMinutes(1));
    keys.load();
    time.pass(Duration.ofMinutes(8));
    keys.load();

    assertThat(lines.written).hasSize(2).endsWith("INFO the issuer: the keys can be fetched again");
  }

  @Test
  void what_was_not_expected_is_told_with_its_place_and_without_its_words() {
    issuer.meanwhile(
        () -> {
          throw new IllegalStateException("secret");
        });

    assertThatThrownBy(keys::load).isInstanceOf(KeysUnavailableException.class);

    assertThat(lines.written)
        .hasSize(2)
        .contains(
            "WARNING the issuer: the keys could not be fetched: unexpected IllegalStateException")
        .anySatisfy(line -> assertThat(line).startsWith("FINE class java.lang.Illegal"))
        .anySatisfy(line -> assertThat(line).contains("ScriptedFetch.java"))
        .noneSatisfy(line -> assertThat(line).contains("secret"));
  }

  @Test
  void a_broken_file_is_told_once(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("keys.json"), ISSUER.jwks());
    KeySource source = new FileKeySource(file, new BoundedFile(file)::read, time.steady());
    Files.writeString(file, "{");

    for (int i = 0; i < 3; i++) {
      time.pass(FileKeySource.CHECK_EVERY);
      source.load();
    }

    assertThat(lines.written)
        .containsExactly(
            "WARNING "
                + file
                + ": the JWKS is not valid JSON; the keys read at "
                + TestIssuer.NOW
                + " stay in use");
  }

  /** Keeps what is logged, as people read it. */
  private static final class Lines extends Handler {
    private final List<String> written = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      written.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
