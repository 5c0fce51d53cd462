package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Eight octets at a time find what one at a time does, whatever lies around it. */
class JsonOctetsTest {
  private static final int LENGTH = 21;

  @Test
  void plain_text_ends_at_the_first_octet_that_has_to_be_escaped() {
    for (int neighbor : new int[] {' ', '!', '#', '[', ']', 0x7f, 0x80, 0xff}) {
      for (int octet = 0; octet < 256; octet++) {
        boolean ends = octet < ' ' || octet == '"' || octet == '\\';
        for (int at = 0; at < LENGTH; at++) {
          byte[] octets = filled(neighbor);
          octets[at] = (byte) octet;

          for (int from = 0; from <= LENGTH; from++) {
            assertThat(JsonOctets.endOfPlain(octets, from))
                .isEqualTo(ends && from <= at ? at : LENGTH);
          }
        }
      }
    }
  }

  @Test
  void plain_text_ends_at_the_first_of_several_ends() {
    byte[] ends = {'"', '\\', 0, ' ' - 1};
    for (byte first : ends) {
      for (int at = 0; at < LENGTH; at++) {
        byte[] octets = filled('a');
        for (int i = at; i < LENGTH; i++) {
          octets[i] = i == at ? first : ends[i % ends.length];
        }

        assertThat(JsonOctets.endOfPlain(octets, 0)).isEqualTo(at);
      }
    }
  }

  @Test
  void one_octet_beyond_ascii_is_seen_wherever_it_is() {
    assertThat(JsonOctets.areAscii(new byte[0])).isTrue();
    for (int octet = 0; octet < 256; octet++) {
      for (int at = 0; at < LENGTH; at++) {
        byte[] octets = filled(0x7f);
        octets[at] = (byte) octet;

        assertThat(JsonOctets.areAscii(octets)).isEqualTo(octet < 0x80);
      }
    }
  }

  private static byte[] filled(int octet) {
    byte[] octets = new byte[LENGTH];
    Arrays.fill(octets, (byte) octet);
    return octets;
  }
}
