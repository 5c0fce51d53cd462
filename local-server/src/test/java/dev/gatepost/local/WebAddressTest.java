package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8080, http://localhost:8080",
    "::1, 8080, http://localhost:8080",
    "0.0.0.0, 8080, http://localhost:8080",
    "::, 8080, http://localhost:8080",
    "127.0.0.2, 8080, http://127.0.0.2:8080",
    "192.0.2.7, 8080, http://192.0.2.7:8080",
    "2001:db8::7, 8080, http://[2001:db8:0:0:0:0:0:7]:8080",
    "127.0.0.1, 80, http://localhost"
  })
  void is_written_as_a_browser_is_given_it(String host, int port, String url)
      throws UnknownHostException {
    assertThat(address(host, port).url()).isEqualTo(url);
  }

  @Test
  void has_two_origins_on_the_loopback_and_else_one() throws UnknownHostException {
    assertThat(address("127.0.0.1", 8080).origins())
        .containsExactly("http://localhost:8080", "http://127.0.0.1:8080");
    assertThat(address("192.0.2.7", 8080).origins()).containsExactly("http://192.0.2.7:8080");
  }

  private static WebAddress address(String host, int port) throws UnknownHostException {
    return new WebAddress(InetAddress.getByName(host), port);
  }
}
