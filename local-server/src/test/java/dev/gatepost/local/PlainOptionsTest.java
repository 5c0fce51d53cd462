package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--port=0",
        "--port 0 --api-port 1",
        "--store= --jwks={\"keys\":[]}",
        "--issuer=https://id.example/?a=b --audience a,b",
        "--client-id \"quoted\" --client-scopes='a'",
        "--client-dir=@file"
      })
  void reads_what_picocli_reads(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(PlainOptions.read(args))
        .contains(Setting.given(ServerCommand.line(Map.of()).parseArgs(args)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "jwks fetch",
        "--port",
        "--port=0 export",
        "--prot=0",
        "--port=0 --port=1",
        "--port=0 --port 1",
        "--port --api-port=1",
        "--port -1",
        "--client-dir @file",
        "@file",
        "--"
      })
  void leaves_the_rest_to_picocli(String line) {
    assertThat(PlainOptions.read(line.split(" "))).isEmpty();
  }

  @Test
  void leaves_an_empty_word_to_picocli() {
    assertThat(PlainOptions.read("")).isEmpty();
  }
}
