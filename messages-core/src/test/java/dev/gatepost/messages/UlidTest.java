package dev.gatepost.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UlidTest {
  @Test
  void writes_the_time_as_the_specification_does() {
    Ulid ulid = new Ulid(1_469_918_176_385L << 16, 0);

    assertThat(ulid).hasToString("01ARYZ6S410000000000000000");
    assertThat(ulid.time()).isEqualTo(Instant.ofEpochMilli(1_469_918_176_385L));
  }

  @Test
  void writes_every_bit() {
    assertThat(new Ulid(0, 0)).hasToString("00000000000000000000000000");
    assertThat(new Ulid(0, 1)).hasToString("00000000000000000000000001");
    assertThat(new Ulid(0, 0x8000_0000_0000_0000L)).hasToString("00000000000008000000000000");
    assertThat(new Ulid(1, 0)).hasToString("0000000000000G000000000000");
    assertThat(new Ulid(-1, -1)).hasToString("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  }

  @Test
  void carries_from_the_lower_half_to_the_upper() {
    assertThat(new Ulid(5, 6).next()).isEqualTo(new Ulid(5, 7));
    assertThat(new Ulid(5, -1).next()).isEqualTo(new Ulid(6, 0));
  }
}
