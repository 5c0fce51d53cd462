package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewedClientTest {
  private final RenewedClient client = new RenewedClient(Optional.empty());

  @Test
  void is_one_and_the_same_while_it_works() {
    HttpClient first = client.get();
    client.answered();
    client.answered();

    assertThat(client.get()).isSameAs(first);
  }

  @Test
  void is_another_after_the_first_failure_of_one_that_has_worked() {
    HttpClient first = client.get();
    client.answered();
    client.failed();

    assertThat(client.get()).isNotSameAs(first);
  }

  @Test
  void is_another_after_ten_failures_of_one_that_never_worked() {
    HttpClient first = client.get();
    for (int i = 1; i < RenewedClient.CHANCES; i++) {
      client.failed();
    }
    assertThat(client.get()).isSameAs(first);

    client.failed();

    assertThat(client.get()).isNotSameAs(first);
  }

  @Test
  void gives_the_next_one_ten_chances_of_its_own() {
    client.get();
    client.answered();
    client.failed();
    HttpClient second = client.get();

    for (int i = 1; i < RenewedClient.CHANCES; i++) {
      client.failed();
    }

    assertThat(client.get()).isSameAs(second);
  }

  @Test
  void offers_no_older_version_of_tls_whatever_the_runtime_has_switched_on() {
    assertThat(client.get().sslParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
  }
}
