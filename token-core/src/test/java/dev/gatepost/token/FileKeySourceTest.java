package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.KeyReport.State;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileKeySourceTest {
  private static final TestIssuer FIRST = TestIssuer.create("first");
  private static final TestIssuer SECOND = TestIssuer.create("second");

  @TempDir private Path directory;
  private final ManualTime time = new ManualTime();
  private Path file = Path.of("");

  @BeforeEach
  void write_the_first_key() throws IOException {
    file = directory.resolve("keys.json");
    Files.writeString(file, FIRST.jwks());
  }

  @Test
  void serves_the_keys_of_the_file() throws TokenRejectedException {
    KeySource keys = KeySource.ofFile(file);

    assertThat(keys.find("first", Algorithm.RS256).keyId()).isEqualTo("first");
    assertThat(keys.isUsable()).isTrue();
    assertThat(keys.report().state()).isEqualTo(State.FRESH);
    assertThat(keys.report().problem()).isEmpty();
    assertThat(keys.report().entries()).isNotEmpty();
  }

  @Test
  void takes_a_change_up_with_the_call_that_comes_a_second_later() throws Exception {
    KeySource keys = source();
    Files.writeString(file, SECOND.jwks());

    assertUnknown(keys, "second");
    time.pass(Duration.ofMillis(999));
    assertUnknown(keys, "second");
    time.pass(Duration.ofMillis(1));

    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
    assertUnknown(keys, "first");
    assertThat(keys.report().fetchedAt()).contains(time.instant());
  }

  @Test
  void sees_a_change_that_leaves_size_and_time_of_the_file_as_they_were() throws Exception {
    FileTime changed = Files.getLastModifiedTime(file);
    KeySource keys = source();
    Files.writeString(file, FIRST.jwks().replace("\"first\"", "\"other\""));
    Files.setLastModifiedTime(file, changed);

    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("other", Algorithm.RS256).keyId()).isEqualTo("other");
  }

  @Test
  void takes_a_file_up_that_was_renamed_into_place() throws Exception {
    KeySource keys = source();
    Files.move(
        Files.writeString(directory.resolve("new.json"), SECOND.jwks()),
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"keys\":[]}", "<html></html>", "\u00ff"})
  void keeps_the_old_keys_and_says_so_while_the_file_is_broken(String text) throws Exception {
    KeySource keys = source();
    Files.writeString(file, text);

    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("first", Algorithm.RS256).keyId()).isEqualTo("first");
    assertThat(keys.isUsable()).isTrue();
    assertThat(keys.report().state()).isEqualTo(State.STALE);
    assertThat(keys.report().problem()).get().asString().startsWith("the JWKS ");
    assertThat(keys.report().fetchedAt()).contains(TestIssuer.NOW);
  }

  @Test
  void keeps_the_old_keys_and_says_so_while_the_file_is_missing() throws Exception {
    KeySource keys = source();
    Files.delete(file);

    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("first", Algorithm.RS256).keyId()).isEqualTo("first");
    assertThat(keys.report().problem()).contains("cannot be read (NoSuchFileException)");
  }

  @Test
  void is_well_again_once_the_file_is() throws Exception {
    KeySource keys = source();
    Files.writeString(file, "{");
    time.pass(FileKeySource.CHECK_EVERY);
    keys.load();

    Files.writeString(file, FIRST.jwks());
    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.report().state()).isEqualTo(State.FRESH);
    assertThat(keys.report().problem()).isEmpty();
  }

  @Test
  void looks_again_no_later_when_the_clock_is_put_back() throws Exception {
    KeySource keys = source();
    Files.writeString(file, SECOND.jwks());

    time.putClock(Duration.ofHours(-1));
    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
  }

  @Test
  void does_not_put_what_was_read_before_what_was_read_later() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    KeySource keys =
        source(
            () -> {
              byte[] content = new BoundedFile(file).read();
              if (Thread.currentThread().getName().equals("slow")) {
                reading.countDown();
                awaitUninterrupted(goOn);
              }
              return content;
            });
    time.pass(FileKeySource.CHECK_EVERY);
    Thread slow = new Thread(keys::load, "slow");
    slow.start();
    reading.await();
    Files.writeString(file, SECOND.jwks());

    time.pass(FileKeySource.CHECK_EVERY);
    keys.load();
    goOn.countDown();
    slow.join();
    time.pass(FileKeySource.CHECK_EVERY.minusMillis(1));

    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
  }

  @Test
  void a_file_system_that_hangs_holds_one_caller_and_the_keys_serve_all_others() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    KeySource keys =
        source(
            () -> {
              if (Thread.currentThread().getName().equals("slow")) {
                reading.countDown();
                awaitUninterrupted(goOn);
              }
              return new BoundedFile(file).read();
            });
    time.pass(FileKeySource.CHECK_EVERY);
    Thread slow = new Thread(keys::load, "slow");
    slow.start();
    reading.await();

    time.pass(Duration.ofHours(1));

    assertThat(keys.find("first", Algorithm.RS256).keyId()).isEqualTo("first");
    goOn.countDown();
    slow.join();
  }

  @Test
  void a_caller_that_is_interrupted_does_no_harm_to_what_is_read() throws Exception {
    KeySource keys = source();
    Files.writeString(file, SECOND.jwks());
    time.pass(FileKeySource.CHECK_EVERY);

    Thread.currentThread().interrupt();
    keys.load();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(keys.report().problem()).isEmpty();
    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
  }

  @Test
  void a_failure_of_the_machine_does_not_end_all_reading() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    KeySource keys =
        source(
            () -> {
              if (broken.get()) {
                throw new StackOverflowError("the JVM's");
              }
              return new BoundedFile(file).read();
            });
    broken.set(true);
    time.pass(FileKeySource.CHECK_EVERY);
    assertThatThrownBy(keys::load).hasMessage("the JVM's");
    broken.set(false);
    Files.writeString(file, SECOND.jwks());

    time.pass(FileKeySource.CHECK_EVERY);

    assertThat(keys.find("second", Algorithm.RS256).keyId()).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xff, // never in UTF-8
        0x80, // continues nothing
        0xc3 // is continued by nothing
      })
  void refuses_what_is_not_utf_8(int octet) throws Exception {
    byte[] bytes = FIRST.jwks().replace("first", "fir?t").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) octet : bytes[i];
    }
    Files.write(file, bytes);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofFile(file))
        .withMessageContaining("keys.json: the JWKS is not valid UTF-8");
  }

  @Test
  void refuses_a_byte_order_mark() throws Exception {
    Files.writeString(file, "\ufeff" + FIRST.jwks());

    assertThatIllegalArgumentException().isThrownBy(() -> KeySource.ofFile(file));
  }

  @Test
  void reads_of_a_large_file_one_byte_too_many_and_no_more() throws Exception {
    Files.write(file, new byte[Jwks.MAX_SIZE + 100_000]);

    assertThat(new BoundedFile(file).read()).hasSize(Jwks.MAX_SIZE + 1);
  }

  @Test
  void refuses_a_file_that_is_missing_at_the_start() {
    Path missing = directory.resolve("missing.json");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofFile(missing))
        .withMessageContaining("missing.json")
        .withMessageContaining("NoSuchFileException");
  }

  @Test
  void refuses_what_is_no_file_and_might_never_end() {
    assertThatIllegalArgumentException().isThrownBy(() -> KeySource.ofFile(directory));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofFile(Path.of("/dev/zero")))
        .withMessageContaining("NoSuchFileException");
  }

  @Test
  void refuses_a_file_that_is_broken_at_the_start_and_names_it() throws IOException {
    Files.writeString(file, "{\"keys\":[]}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofFile(file))
        .withMessageContaining("keys.json: the JWKS has no usable key");
  }

  @Test
  void refuses_a_file_of_more_than_256_kibibytes() throws IOException {
    String padding = " ".repeat(Jwks.MAX_SIZE - FIRST.jwks().length());
    Files.writeString(file, FIRST.jwks() + padding);
    assertThat(KeySource.ofFile(file).isUsable()).isTrue();

    Files.writeString(file, FIRST.jwks() + padding + " ");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofFile(file))
        .withMessageContaining("larger than 1024 Ki");
  }

  private KeySource source() {
    return source(new BoundedFile(file)::read);
  }

  private KeySource source(FileKeySource.Content content) {
    return new FileKeySource(file, content, time.steady());
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertUnknown(KeySource keys, String keyId) {
    assertThatThrownBy(() -> keys.find(keyId, Algorithm.RS256))
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
  }
}
