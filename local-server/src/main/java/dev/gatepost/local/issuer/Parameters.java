package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a query or a form. None may come twice, and one without a value counts as left
 * out (RFC 6749 §3.1, §3.2).
 */
final class Parameters {
  private static final Pattern FORM =
      Pattern.compile("(?i)application/x-www-form-urlencoded\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** Those of a form that was posted, else those of the query. */
  static Parameters of(ApiRequest request) throws RefusedException {
    return request.method().equals("POST") ? ofForm(request) : parse(request.query());
  }

  /** Those of the body, whose content type must be that of a form. */
  static Parameters ofForm(ApiRequest request) throws RefusedException {
    List<String> contentType = request.header("content-type");
    if (contentType.size() != 1 || !FORM.matcher(contentType.get(0)).matches()) {
      throw RefusedException.invalidRequest("the content type is not that of a form");
    }
    return parse(decode(request.body()));
  }

  /**
   * Reads {@code application/x-www-form-urlencoded} text.
   *
   * @throws RefusedException if it is broken, or names a parameter twice
   */
  static Parameters parse(String encoded) throws RefusedException {
    Map<String, String> values = new HashMap<>();
    for (String field : encoded.split("&", -1)) {
      int equals = field.indexOf('=');
      String name = decode(equals < 0 ? field : field.substring(0, equals));
      String value = decode(equals < 0 ? "" : field.substring(equals + 1));
      if (values.putIfAbsent(name, value) != null) {
        throw RefusedException.invalidRequest("a parameter is there twice");
      }
    }
    values.values().removeIf(String::isEmpty);
    return new Parameters(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String require(String name) throws RefusedException {
    return find(name).orElseThrow(() -> RefusedException.invalidRequest(name + " is missing"));
  }

  private static String decode(byte[] body) throws RefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw RefusedException.invalidRequest("the form is not UTF-8");
    }
  }

  private static String decode(String encoded) throws RefusedException {
    String decoded;
    try {
      decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalidRequest("a percent sign begins no escape");
    }
    // The decoder puts U+FFFD where bytes are not UTF-8.
    if (decoded.indexOf('\uFFFD') >= 0) {
      throw RefusedException.invalidRequest("a parameter is not UTF-8");
    }
    return decoded;
  }
}
