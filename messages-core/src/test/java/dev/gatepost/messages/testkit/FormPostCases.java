package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Posting the tutorial's form. */
final class FormPostCases {
  private FormPostCases() {}

  static List<ApiCase> all() {
    return Stream.of(posts(), bodies()).flatMap(List::stream).toList();
  }

  private static List<ApiCase> posts() {
    return List.of(
        posted("the field token", Call.post().form("message=hello&token=" + good()), "hello"),
        posted(
            "the field access_token",
            Call.post().form("access_token=" + good() + "&message=hello"),
            "hello"),
        posted("a bearer header", form("message=hello"), "hello"),
        posted("plus and percent signs", form("message=a+b%2Bc%20d%26%3D"), "a b+c d&="),
        posted("percent-encoded UTF-8", form("message=%F0%9F%98%80%c3%9f"), "😀ß"),
        posted("UTF-8 as it is, as curl sends it", form("message=😀ß"), "😀ß"),
        posted("a newline from a browser's text area", form("message=a%0D%0Ab"), "a\nb"),
        posted("an equals sign in the value", form("message=a=b"), "a=b"),
        posted("fields that a browser adds", form("&message=hello&submit=Send&&x"), "hello"),
        posted(
            "a charset that is UTF-8",
            Call.post()
                .bearer()
                .body(
                    "application/x-www-form-urlencoded; charset=UTF-8",
                    "message=hello".getBytes(StandardCharsets.UTF_8)),
            "hello"),
        new ApiCase(
            "a form is answered with the texts, oldest first",
            client -> {
              client.send(form("message=one")).isJson(200);
              client.send(Call.post().bearer().json("{\"text\":\"two\"}")).isJson(201);
              List<String> texts = client.send(form("message=three")).isJson(200).texts();
              assertThat(texts.subList(texts.size() - 3, texts.size()))
                  .containsExactly("one", "two", "three");
            }),
        new ApiCase(
            "a form is answered with 50 texts at most",
            client -> {
              for (int i = 0; i < 50; i++) {
                client.send(form("message=" + i)).isJson(200);
              }
              List<String> texts = client.send(form("message=50")).texts();
              assertThat(texts).hasSize(50).startsWith("1", "2").endsWith("49", "50");
            }),
        new ApiCase(
            "the author of a form's message is the token's subject",
            client -> {
              String token = ApiCases.token().subject("grace").sign();
              client.send(Call.post().form("message=hi&author=eve&token=" + token)).isJson(200);
              AnswerAssert page = client.send(Call.get("/api/messages?limit=1").bearer());
              assertThat(page.messages().get(0)).containsEntry("author", "grace");
            }));
  }

  private static List<ApiCase> bodies() {
    return List.of(
        unreadable("a lone percent sign", "message=100%"),
        unreadable("half an escape", "message=100%2"),
        unreadable("an escape of no digits", "message=%zz"),
        unreadable("an escape with a sign", "message=%+1"),
        unreadable("an escape cut by the next field", "message=%2&x=1"),
        unreadable("an escape in a name that is no escape", "mess%age=hello"),
        unreadable("bytes that are not UTF-8", "message=%ff"),
        unreadable("an overlong encoding", "message=%c0%80"),
        unreadable("half a character", "message=%ed%a0%80"),
        unreadable("the message twice", "message=one&message=two"),
        unreadable("the message twice, once encoded", "message=one&mess%61ge=two"),
        unreadable("another field twice", "message=one&x=1&x=2"),
        invalid("no message", "text=hello"),
        invalid("an empty message", "message="),
        invalid("a blank message", "message=+%0D%0A"),
        invalid("a NUL", "message=a%00b"),
        invalid("2001 characters", "message=" + "x".repeat(2001)),
        ApiCase.of(
            "FORM: a form without a token is challenged",
            Call.post().form("message=hello"),
            answer ->
                answer.isProblem(401, "unauthorized").headerLacks("www-authenticate", "error")),
        ApiCase.of(
            "FORM: the token twice cannot be understood",
            Call.post().form("message=hello&token=" + good() + "&token=" + good()),
            answer -> answer.isProblem(400, "invalid-request")),
        ApiCase.of(
            "FORM: a refused token comes before a missing message",
            Call.post().form("token=rubbish"),
            answer -> answer.isRefusedToken("malformed")),
        ApiCase.of(
            "FORM: a form over 16 KiB is too large, whatever token it holds",
            Call.post().form("token=" + good() + "&message=" + "x".repeat(16 * 1024)),
            answer -> answer.isProblem(413, "content-too-large")));
  }

  private static ApiCase posted(String name, Call call, String text) {
    return ApiCase.of(
        "FORM: posts with " + name,
        call,
        answer -> assertThat(answer.isJson(200).texts()).endsWith(text));
  }

  private static ApiCase unreadable(String name, String form) {
    return ApiCase.of(
        "FORM: " + name + " cannot be understood",
        form(form),
        answer -> answer.isProblem(400, "invalid-request"));
  }

  private static ApiCase invalid(String name, String form) {
    return ApiCase.of(
        "FORM: " + name + " is no message",
        form(form),
        answer -> answer.isProblem(422, "invalid-message"));
  }

  private static Call form(String form) {
    return Call.post().bearer().form(form);
  }

  private static String good() {
    return ApiCases.token().sign();
  }
}
