package dev.gatepost.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.http.Credential.Invalid;
import dev.gatepost.token.http.Credential.None;
import dev.gatepost.token.http.Credential.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static final Invalid SEVERAL =
      new Invalid("The request carries more than one credential.");
  private static final Invalid EMPTY = new Invalid("The token is empty.");

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "bEARER x", "Bearer  x ", " Bearer x", "Bearer \tx"})
  void is_what_follows_the_scheme(String authorization) {
    assertThat(find(authorization)).isEqualTo(new Token("x"));
  }

  // What is no space to HTTP is the verifier's to refuse.
  @ParameterizedTest
  @ValueSource(strings = {"\u2003x", "x\u2028", "x\u001c", "\nx", "x\r\n"})
  void is_not_rid_of_what_else_looks_empty(String token) {
    assertThat(find("Bearer " + token)).isEqualTo(new Token(token));
  }

  @Test
  void is_found_among_other_headers() {
    Map<String, List<String>> headers =
        Map.of("aUTHORIZATION", List.of("Bearer x"), "Proxy-Authorization", List.of("Bearer y"));

    assertThat(Credential.find("/", headers, List.of())).isEqualTo(new Token("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic dTpw", "Bearerx", "Bear x", "x", "Digest a=\"b\", c=\"d\""})
  void is_none_under_another_scheme(String authorization) {
    assertThat(find(authorization)).isEqualTo(new None());
  }

  @Test
  void is_none_where_nothing_was_sent() {
    assertThat(Credential.find("/", Map.of(), List.of())).isEqualTo(new None());
    assertThat(Credential.find("/", Map.of("authorization", List.of()), List.of()))
        .isEqualTo(new None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "bearer   "})
  void is_invalid_without_a_token(String authorization) {
    assertThat(find(authorization)).isEqualTo(EMPTY);
    assertThat(Credential.find("/", Map.of(), List.of(""))).isEqualTo(EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x, Bearer y",
        "Bearer x,y",
        "Bearer ,x",
        "Basic dTpw, Bearer x",
        "Basic dTpw,BEARER x",
        ",Bearer x"
      })
  void is_invalid_where_a_gateway_joined_two(String authorization) {
    assertThat(find(authorization)).isEqualTo(SEVERAL);
  }

  @Test
  void is_invalid_where_there_are_two() {
    Map<String, List<String>> header = Map.of("authorization", List.of("Basic dTpw"));

    assertThat(Credential.find("/", header, List.of("x"))).isEqualTo(SEVERAL);
    assertThat(Credential.find("/", Map.of(), List.of("x", "x"))).isEqualTo(SEVERAL);
    assertThat(Credential.find("/", Map.of("authorization", List.of("x", "y")), List.of()))
        .isEqualTo(SEVERAL);
    assertThat(Credential.find("/", Map.of(), List.of("x"))).isEqualTo(new Token("x"));
  }

  @Test
  void is_invalid_where_another_stands_in_the_query() {
    Map<String, List<String>> header = Map.of("authorization", List.of("Bearer x"));

    assertThat(Credential.find("/?a=b&access_token=y", header, List.of())).isEqualTo(SEVERAL);
    assertThat(Credential.find("/?access_token=", Map.of(), List.of("x"))).isEqualTo(SEVERAL);
    assertThat(Credential.find("/access_token=y?a=b&my_access_token=y", header, List.of()))
        .isEqualTo(new Token("x"));
  }

  @Test
  void is_not_looked_for_in_the_query() {
    assertThat(Credential.find("/?access_token=x", Map.of(), List.of())).isEqualTo(new None());
  }

  @Test
  void is_found_among_headers_of_which_one_has_no_name() {
    Map<String, List<String>> headers = new HashMap<>(Map.of("Authorization", List.of("Bearer x")));
    headers.put(null, List.of("GET / HTTP/1.1"));

    assertThat(Credential.find("/", headers, List.of())).isEqualTo(new Token("x"));
  }

  @Test
  void shows_no_token_in_words() {
    assertThat(new Token("secret")).hasToString("Token[…]");
  }

  private static Credential find(String authorization) {
    return Credential.find("/", Map.of("authorization", List.of(authorization)), List.of());
  }
}
