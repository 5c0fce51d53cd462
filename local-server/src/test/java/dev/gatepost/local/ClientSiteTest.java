package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSiteTest {
  private static final ClientConfig CONFIG =
      new ClientConfig(
          "https://id.example.com",
          "page",
          "openid",
          "api",
          List.of("https://id.example.com"),
          SignIn.REDIRECT,
          "http://localhost:3000",
          false);

  private final ClientSite packed = new ClientSite(ClientFiles.packed(), CONFIG);

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/index.html, text/html; charset=utf-8",
    "/js/main.js, text/javascript; charset=utf-8",
    "/vendor/oauth4webapi/index.js, text/javascript; charset=utf-8",
    "/icon.svg, image/svg+xml",
    "/config.json, application/json"
  })
  void serves_the_page_that_came_with_it(String path, String contentType) {
    ApiResponse answer = get(packed, path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", contentType)
        .containsEntry("cache-control", "no-cache");
    assertThat(answer.body()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/js",
        "/js/",
        "//index.html",
        "/../index.html",
        "/js/../index.html",
        "/js/./main.js",
        "/./index.html",
        "/%69ndex.html",
        "/index.html%00",
        "/index.html/",
        "/index.html;a=b",
        "/js\\main.js",
        "/.hidden.js",
        "/INDEX.HTML",
        "/index.php",
        "/../simplelogger.properties",
        "/a/b/c/d/e/f.js",
        "http://localhost/index.html",
        "*"
      })
  void finds_nothing_by_any_other_path(String path) {
    assertThat(get(packed, path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BEFORE"})
  void can_only_be_read(String method) {
    ApiResponse answer = packed.answer(request(method, "/", Map.of()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void sends_nothing_that_the_browser_has(String ifNoneMatch) {
    String etag = get(packed, "/").headers().get("etag");

    ApiResponse answer = conditional(ifNoneMatch.formatted(etag));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.headers()).containsEntry("etag", etag);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "", "W/", "nonsense"})
  void sends_what_the_browser_has_not(String ifNoneMatch) {
    assertThat(conditional(ifNoneMatch).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "br, GZIP;q=0.5, *;q=0", "x-gzip", "gzip;q=1.0", "gzip ; q=0.001"})
  void compresses_for_browsers_that_take_it(String acceptEncoding) throws IOException {
    ApiResponse plain = get(packed, "/js/main.js");

    ApiResponse answer = accepting(acceptEncoding);

    assertThat(answer.headers())
        .containsEntry("content-encoding", "gzip")
        .containsEntry("vary", "Accept-Encoding");
    assertThat(answer.body().length).isLessThan(plain.body().length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(answer.headers().get("etag")).isNotEqualTo(plain.headers().get("etag"));
    assertThat(plain.headers())
        .doesNotContainKey("content-encoding")
        .containsEntry("vary", "Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "gzip;q=0.000", "*", "gzipped", "gzip;q=x"})
  void compresses_for_no_others(String acceptEncoding) {
    assertThat(accepting(acceptEncoding).headers()).doesNotContainKey("content-encoding");
  }

  @Test
  void shows_a_change_in_a_folder_at_once(@TempDir Path folder) throws IOException {
    ClientSite site = new ClientSite(ClientFiles.in(folder), CONFIG);
    Files.writeString(folder.resolve("index.html"), "one");
    ApiResponse before = get(site, "/");

    Files.writeString(folder.resolve("index.html"), "two");
    ApiResponse after = get(site, "/");

    assertThat(after.body()).asString().isEqualTo("two");
    assertThat(after.headers().get("etag")).isNotEqualTo(before.headers().get("etag"));
  }

  @Test
  void follows_no_link_out_of_its_folder(@TempDir Path folder) throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.txt"), "secret");
    Path inside = Files.createDirectory(folder.resolve("client"));
    Files.createSymbolicLink(inside.resolve("link.txt"), outside);

    ApiResponse answer = get(new ClientSite(ClientFiles.in(inside), CONFIG), "/link.txt");

    assertThat(answer.status()).isEqualTo(404);
  }

  private ApiResponse accepting(String encoding) {
    return packed.answer(
        request("GET", "/js/main.js", Map.of("Accept-Encoding", List.of(encoding))));
  }

  private ApiResponse conditional(String ifNoneMatch) {
    return packed.answer(request("GET", "/", Map.of("If-None-Match", List.of(ifNoneMatch))));
  }

  private static ApiResponse get(ClientSite site, String path) {
    return site.answer(request("GET", path, Map.of()));
  }

  private static ApiRequest request(String method, String path, Map<String, List<String>> headers) {
    return new ApiRequest(method, path, "", headers, "".getBytes(StandardCharsets.UTF_8));
  }
}
