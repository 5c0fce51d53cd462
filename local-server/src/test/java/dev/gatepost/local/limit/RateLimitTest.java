package dev.gatepost.local.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final Optional<String> NOWHERE = Optional.empty();

  private final ManualMeter time = new ManualMeter();

  @Test
  void lets_so_many_pass_and_tells_the_next_how_long_to_wait() {
    RateLimit limit = RateLimit.of(Rate.parse("2/m"), Optional.empty(), time);

    assertThat(limit.take("ada", NOWHERE)).isEmpty();
    assertThat(limit.take("ada", NOWHERE)).isEmpty();
    assertThat(limit.take("ada", NOWHERE)).contains(Duration.ofSeconds(30));
    assertThat(limit.take("eve", NOWHERE)).isEmpty();

    time.pass(Duration.ofSeconds(30));
    assertThat(limit.take("ada", NOWHERE)).isEmpty();
    assertThat(limit.take("ada", NOWHERE)).contains(Duration.ofSeconds(30));
  }

  @Test
  void counts_an_address_whoever_posts_from_it() {
    RateLimit limit = RateLimit.of(Rate.parse("5/m"), Rate.parse("2/h"), time);

    assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isEmpty();
    assertThat(limit.take("eve", Optional.of("192.0.2.1"))).isEmpty();
    assertThat(limit.take("bob", Optional.of("192.0.2.1"))).contains(Duration.ofMinutes(30));
    assertThat(limit.take("bob", Optional.of("192.0.2.2"))).isEmpty();
  }

  @Test
  void takes_a_network_of_ipv6_for_one_address() {
    RateLimit limit = RateLimit.of(Optional.empty(), Rate.parse("1/m"), time);

    assertThat(limit.take("ada", Optional.of("2001:db8:0:1::1"))).isEmpty();
    assertThat(limit.take("ada", Optional.of("2001:db8:0:1:ffff::2"))).isPresent();
    assertThat(limit.take("ada", Optional.of("2001:db8:0:2::1"))).isEmpty();
    assertThat(limit.take("ada", Optional.of("[fe80::1%eth0]"))).isEmpty();
    assertThat(limit.take("ada", Optional.of("fe80::2%eth0"))).isPresent();
  }

  @Test
  void knows_an_address_in_either_form() {
    RateLimit limit = RateLimit.of(Optional.empty(), Rate.parse("1/m"), time);

    assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isEmpty();
    assertThat(limit.take("ada", Optional.of("::ffff:192.0.2.1"))).isPresent();
    assertThat(limit.take("ada", Optional.of("::ffff:192.0.2.2"))).isEmpty();
  }

  @Test
  void lets_nobody_use_up_what_others_at_the_address_may_post() {
    RateLimit limit = RateLimit.of(Rate.parse("1/h"), Rate.parse("2/h"), time);

    assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isEmpty();
    assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isPresent();
    assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isPresent();
    assertThat(limit.take("eve", Optional.of("192.0.2.1"))).isEmpty();
    assertThat(limit.take("bob", Optional.of("192.0.2.1"))).isPresent();
  }

  @Test
  void limits_nothing_where_it_is_off() {
    RateLimit limit = RateLimit.of(Rate.parse("off"), Rate.parse("off"));

    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.take("ada", Optional.of("192.0.2.1"))).isEmpty();
    }
  }

  @Test
  void reads_every_unit() {
    assertThat(Rate.parse("1/s")).contains(new Rate(1, Duration.ofSeconds(1)));
    assertThat(Rate.parse("60/m")).contains(new Rate(60, Duration.ofMinutes(1)));
    assertThat(Rate.parse("999999/h")).contains(new Rate(999_999, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "0/m", "-1/m", "1/d", "1000000/s", "1 /m", "OFF", "1/m/s"})
  void refuses_what_is_no_rate(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.parse(text))
        .withMessageContaining("60/m");
  }

  /** A clock that stands still until told. */
  private static final class ManualMeter implements TimeMeter {
    private long nanos;

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
