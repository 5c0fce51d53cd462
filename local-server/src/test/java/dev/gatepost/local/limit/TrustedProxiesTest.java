package dev.gatepost.local.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.7,2001:db8::/32");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.1 | 198.51.100.1                  | 203.0.113.1
          10.1.2.3    | 198.51.100.1                  | 198.51.100.1
          10.1.2.3    | 1.1.1.1, 198.51.100.1         | 198.51.100.1
          10.1.2.3    | 1.1.1.1, 198.51.100.1, 10.9.9.9 | 198.51.100.1
          10.1.2.3    | 10.0.0.1                      | 10.0.0.1
          10.1.2.3    | unknown                       | 10.1.2.3
          10.1.2.3    | 198.51.100.1:4711             | 10.1.2.3
          10.1.2.3    | 198.51.100.256                | 10.1.2.3
          10.1.2.3    | [2001:dead::1]                | [2001:dead::1]
          10.1.2.3    | 1.1.1.1, evil.example, 10.0.0.2 | 10.0.0.2
          192.0.2.7   | 198.51.100.1                  | 198.51.100.1
          192.0.2.8   | 198.51.100.1                  | 192.0.2.8
          11.0.0.0    | 198.51.100.1                  | 11.0.0.0
          2001:db8::1 | 2001:dead::1                  | 2001:dead::1
          2001:db9::1 | 2001:dead::1                  | 2001:db9::1
          """)
  void believes_proxies_alone(String peer, String forwardedFor, String sender) {
    assertThat(proxies.sender(peer, List.of(forwardedFor))).isEqualTo(sender);
  }

  @Test
  void reads_headers_in_their_order() {
    assertThat(proxies.sender("10.0.0.1", List.of("1.1.1.1", "2.2.2.2, 10.0.0.2")))
        .isEqualTo("2.2.2.2");
    assertThat(proxies.sender("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    assertThat(proxies.sender("10.0.0.1", List.of(""))).isEqualTo("10.0.0.1");
  }

  @Test
  void believes_nobody_unless_told() {
    TrustedProxies none = TrustedProxies.parse("");

    assertThat(none.sender("127.0.0.1", List.of("1.1.1.1"))).isEqualTo("127.0.0.1");
  }

  @Test
  void may_believe_everybody() {
    TrustedProxies all = TrustedProxies.parse("0.0.0.0/0");

    assertThat(all.sender("203.0.113.1", List.of("1.1.1.1, 2.2.2.2"))).isEqualTo("1.1.1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "::/129",
        "10.0.0",
        "1.1.1.300",
        "*"
      })
  void refuses_what_is_no_network(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.parse(text))
        .withMessageContaining(text);
  }
}
