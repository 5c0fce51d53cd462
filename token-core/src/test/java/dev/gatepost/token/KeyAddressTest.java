package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.test/keys",
        "HTTPS://id.example.test/keys?p=1",
        "http://localhost/keys",
        "http://LOCALHOST:8080/keys",
        "http://127.0.0.1:8080/keys",
        "http://127.1.2.3/keys",
        "http://[::1]:8080/keys"
      })
  void takes_https_and_http_on_the_loopback(String address) {
    URI uri = URI.create(address);

    assertThat(KeyAddress.require(uri)).isSameAs(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.test/keys",
        "http://127.0.0.1.example.test/keys",
        "http://localhost.example.test/keys",
        "http://mylocalhost/keys",
        "http://localhost./keys",
        "http://localhost@id.example.test/keys",
        "http://127.0.0.1:80@id.example.test/keys",
        "http://127.1/keys",
        "http://127.0.0.1.1/keys",
        "http://127.0.0.999/keys",
        "http://2130706433/keys",
        "http://0x7f000001/keys",
        "http://[::ffff:127.0.0.1]/keys",
        "http://[fe80::1]/keys",
        "http://128.0.0.1/keys",
        "http://0.0.0.0/keys",
        "http://[::2]/keys",
        "ftp://id.example.test/keys",
        "file:///etc/keys",
        "jar:file:///keys.jar!/keys",
        "//id.example.test/keys",
        "/keys",
        "keys",
        "https:///keys",
        "https:id.example.test",
        "https://user@id.example.test/keys",
        "https://user:word@id.example.test/keys",
        "https://id.example.test/keys#now"
      })
  void refuses_every_other_address(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyAddress.require(URI.create(address)))
        .withMessageContaining("an address of keys must")
        .withMessageNotContaining("word");
  }

  @Test
  void shows_an_address_without_its_query() {
    assertThat(KeyAddress.show(URI.create("https://id.example.test/keys?secret=1")))
        .isEqualTo("https://id.example.test/keys");
    assertThat(KeyAddress.show(URI.create("https://id.example.test/keys")))
        .isEqualTo("https://id.example.test/keys");
  }
}
