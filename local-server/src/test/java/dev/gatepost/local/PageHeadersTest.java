package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageHeadersTest {
  private static final Map<String, String> HEADERS =
      PageHeaders.of(
          new ClientConfig(
              "https://issuer.example.test",
              "id",
              "openid",
              "",
              List.of("https://issuer.example.test"),
              SignIn.REDIRECT,
              "https://api.example.test",
              false));

  @Test
  void the_page_in_the_cloud_has_the_same() throws IOException {
    String template = Files.readString(Path.of("../template.yaml"));

    for (String directive : HEADERS.getOrDefault("Content-Security-Policy", "").split("; ", -1)) {
      // There the API has the page's own origin.
      String there =
          directive
              .replace(" https://api.example.test", "")
              .replace("https://issuer.example.test", "https://${IssuerHost} ${ClientConnectTo}");
      assertThat(template).contains(there);
    }
    assertThat(template)
        .contains(
            "ContentTypeOptions: { Override: true }",
            "ReferrerPolicy: { Override: true, ReferrerPolicy: no-referrer }",
            "Header: Cross-Origin-Opener-Policy, Value: same-origin",
            "Header: Cross-Origin-Resource-Policy, Value: same-origin",
            "Value: " + HEADERS.get("Permissions-Policy"));
  }
}
