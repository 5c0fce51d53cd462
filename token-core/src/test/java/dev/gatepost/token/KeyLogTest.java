package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of keys in the log: when trouble starts and ends, once each. */
class KeyLogTest {
  private static final TestIssuer ISSUER = TestIssuer.create("old");

  private final ManualTime time = new ManualTime();
  private final ScriptedFetch issuer = new ScriptedFetch(ISSUER.jwks());
  private final RemoteKeySource keys =
      new RemoteKeySource("the issuer", issuer, RemoteKeySettings.defaults(), time.steady());
  private final LoggedLines log = LoggedLines.of(KeySource.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void nothing_is_said_while_all_is_well() {
    keys.load();
    time.pass(Duration.ofMinutes(8));
    keys.load();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void an_outage_is_told_when_it_starts_and_when_it_ends() {
    keys.load();
    issuer.fail();
    for (int minute = 0; minute < 20; minute++) {
      time.pass(Duration.ofMinutes(1));
      keys.load();
    }
    assertThat(log.lines())
        .containsExactly(
            "WARNING the issuer: the keys could not be fetched:"
                + " the answer has status 500, not 200");

    issuer.recover();
    time.pass(Duration.ofMinutes(1));
    keys.load();
    time.pass(Duration.ofMinutes(8));
    keys.load();

    assertThat(log.lines()).hasSize(2).endsWith("INFO the issuer: the keys can be fetched again");
  }

  @Test
  void what_was_not_expected_is_told_with_its_place_and_without_its_words() {
    issuer.meanwhile(
        () -> {
          throw new IllegalStateException("secret");
        });

    assertThatThrownBy(keys::load).isInstanceOf(KeysUnavailableException.class);

    assertThat(log.lines())
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

    assertThat(log.lines())
        .containsExactly(
            "WARNING "
                + file
                + ": the JWKS is not valid JSON; the keys read at "
                + TestIssuer.NOW
                + " stay in use");
  }
}
