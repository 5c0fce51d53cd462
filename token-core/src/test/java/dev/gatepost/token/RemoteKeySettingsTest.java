package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class RemoteKeySettingsTest {
  private final RemoteKeySettings defaults = RemoteKeySettings.defaults();

  @Test
  void has_defaults_that_are_safe() {
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(defaults.maxFresh()).isEqualTo(Duration.ofHours(24));
    assertThat(defaults.maxStale()).isEqualTo(Duration.ofHours(24));
    assertThat(defaults.maxWaiting()).isEqualTo(16);
    assertThat(defaults.executor()).isEmpty();
    assertThat(defaults.tls()).isEmpty();
  }

  @Test
  void keeps_each_setting_and_leaves_the_others() throws NoSuchAlgorithmException {
    Executor executor = Runnable::run;
    SSLContext tls = SSLContext.getDefault();

    RemoteKeySettings settings =
        defaults
            .refreshOn(executor)
            .tls(tls)
            .timeout(Duration.ofSeconds(3))
            .maxFresh(Duration.ofHours(1))
            .maxStale(Duration.ofHours(2))
            .maxWaiting(3);

    assertThat(settings.executor()).containsSame(executor);
    assertThat(settings.tls()).containsSame(tls);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.maxFresh()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.maxStale()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.maxWaiting()).isEqualTo(3);
    RemoteKeySettings again =
        settings.timeout(settings.timeout()).maxFresh(settings.maxFresh()).tls(tls);
    assertThat(again.maxStale(settings.maxStale()).maxWaiting()).isEqualTo(3);
    assertThat(settings.refreshOn(executor).maxWaiting()).isEqualTo(3);
    assertThat(settings.refreshOn(executor).maxStale()).isEqualTo(Duration.ofHours(2));
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void takes_what_is_within_bounds() {
    assertThat(defaults.timeout(Duration.ofMillis(50)).timeout()).hasMillis(50);
    assertThat(defaults.timeout(Duration.ofSeconds(30)).timeout()).hasSeconds(30);
    assertThat(defaults.maxFresh(Duration.ofMinutes(1)).maxFresh()).hasMinutes(1);
    assertThat(defaults.maxFresh(Duration.ofHours(24)).maxFresh()).hasHours(24);
    assertThat(defaults.maxStale(Duration.ZERO).maxStale()).isZero();
    assertThat(defaults.maxStale(Duration.ofDays(7)).maxStale()).hasDays(7);
    assertThat(defaults.maxWaiting(0).maxWaiting()).isZero();
    assertThat(defaults.maxWaiting(100_000).maxWaiting()).isEqualTo(100_000);
  }

  @Test
  void refuses_what_is_out_of_bounds_and_says_the_bounds() {
    assertRefused(() -> defaults.timeout(Duration.ofMillis(49)), "timeout");
    assertRefused(() -> defaults.timeout(Duration.ofMillis(30_001)), "timeout");
    assertRefused(() -> defaults.maxFresh(Duration.ofSeconds(59)), "maxFresh");
    assertRefused(() -> defaults.maxFresh(Duration.ofHours(24).plusMillis(1)), "maxFresh");
    assertRefused(() -> defaults.maxStale(Duration.ofMillis(-1)), "maxStale");
    assertRefused(() -> defaults.maxStale(Duration.ofDays(7).plusMillis(1)), "maxStale");
  }

  @Test
  void refuses_a_number_of_waiting_callers_that_is_out_of_bounds() {
    for (int number : new int[] {-1, 100_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> defaults.maxWaiting(number))
          .withMessage("maxWaiting must be 0 to 100000");
    }
  }

  private static void assertRefused(Runnable setting, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(setting::run)
        .withMessageMatching(name + " must be PT\\S+ to PT\\S+");
  }
}
