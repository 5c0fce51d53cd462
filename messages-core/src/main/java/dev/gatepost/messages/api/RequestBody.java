package dev.gatepost.messages.api;

import dev.gatepost.messages.InvalidMessageException;
import java.util.List;
import java.util.stream.Stream;

/** The body of a post, told apart by its content type. */
sealed interface RequestBody {
  /** A form, already read, for it may carry the token. */
  record Form(FormFields fields) implements RequestBody {
    @Override
    public List<String> tokens() {
      return Stream.of("token", "access_token").flatMap(name -> fields.get(name).stream()).toList();
    }

    /** The tutorial's name for the text is {@code message}. */
    String text() {
      return fields
          .get("message")
          .orElseThrow(() -> new InvalidMessageException("The field message is missing."));
    }

    /** Shows nothing: the fields are a token and a person's words. */
    @Override
    public String toString() {
      return "Form[…]";
    }
  }

  /** JSON, not yet read. */
  @SuppressWarnings("ArrayRecordComponent") // Bodies are neither compared nor copied.
  record Json(byte[] bytes) implements RequestBody {
    String text() {
      return JsonReader.text(bytes);
    }
  }

  /** Anything else, or a body that is not looked at. */
  record Other() implements RequestBody {}

  /**
   * The body of this request.
   *
   * @throws UnreadableRequestException if it is a form and cannot be read
   */
  static RequestBody of(ApiRequest request) {
    if (!request.header("content-encoding").isEmpty()) {
      return new Other();
    }
    return switch (ContentType.of(request.header("content-type"))) {
      case FORM -> new Form(FormFields.parse(request.body()));
      case JSON -> new Json(request.body());
      case OTHER -> new Other();
    };
  }

  /** The tokens in it (RFC 6750 §2.2). */
  default List<String> tokens() {
    return List.of();
  }
}
