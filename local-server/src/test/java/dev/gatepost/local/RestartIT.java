package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void keeps_what_it_has_answered_for_when_it_is_killed() throws Exception {
    try (ServerProcess server = ServerProcess.startIn(folder)) {
      assertThat(post(server, "before")).isEqualTo("[\"before\"]");

      server.kill();
      server.startAgain();

      assertThat(post(server, "after")).isEqualTo("[\"before\",\"after\"]");
    }
  }

  @Test
  void stops_when_told_to_and_leaves_one_whole_file() throws Exception {
    try (ServerProcess server = ServerProcess.startIn(folder)) {
      post(server, "hello");

      assertThat(server.stop()).isEqualTo(128 + 15);
    }

    assertThat(folder.resolve("gatepost.db")).isNotEmptyFile();
    assertThat(folder.resolve("gatepost.db-wal")).doesNotExist();
    // A machine that has other work may make a step slow, and then it is told.
    assertThat(Files.readAllLines(folder.resolve("server.log")))
        .filteredOn(line -> !line.contains("SlowStep"))
        .singleElement()
        .asString()
        .startsWith("DEVELOPMENT ISSUER: ");
  }

  private String post(ServerProcess server, String text) throws Exception {
    String answer =
        form(
            server.issuer().resolve("/token"),
            "grant_type=client_credentials&client_id=gatepost-cli&subject=ada");
    Matcher token = TOKEN.matcher(answer);
    assertThat(token.find()).as(answer).isTrue();
    return form(
        server.api().resolve("/api/messages"), "message=" + text + "&token=" + token.group(1));
  }

  private String form(URI uri, String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
