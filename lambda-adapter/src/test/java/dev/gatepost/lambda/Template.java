package dev.gatepost.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The repository's {@code template.yaml}, read as plain YAML: {@code !Ref X} becomes a map of
 * {@code Ref} to {@code X}, as CloudFormation's long form has it.
 */
final class Template {
  private static final Path ROOT = Path.of("..");

  private final Map<?, ?> root;

  private Template(Map<?, ?> root) {
    this.root = root;
  }

  static Template read() {
    LoadSettings settings =
        LoadSettings.builder()
            .setTagConstructors(
                Map.of(new Tag("!Ref"), longForm("Ref"), new Tag("!Sub"), longForm("Fn::Sub")))
            .build();
    return new Template((Map<?, ?>) new Load(settings).loadFromString(file("template.yaml")));
  }

  /** A file beside the template. */
  static String file(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the names lead to, one after another. */
  Object at(String... names) {
    Object value = root;
    for (String name : names) {
      value = ((Map<?, ?>) value).get(name);
      if (value == null) {
        throw new AssertionError("the template lacks " + String.join(" ", names));
      }
    }
    return value;
  }

  /** As {@link #at}, where a map stands there. */
  @SuppressWarnings("unchecked") // All keys of the template are strings.
  Map<String, Object> mapAt(String... names) {
    return (Map<String, Object>) at(names);
  }

  /** The logical names that are referred to, in {@code !Ref} or {@code !Sub}. */
  List<String> references() {
    return references(root).toList();
  }

  private static Stream<String> references(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  switch (String.valueOf(entry.getKey())) {
                    case "Ref" -> Stream.of(String.valueOf(entry.getValue()));
                    case "Fn::Sub" -> placeholders(String.valueOf(entry.getValue()));
                    default -> references(entry.getValue());
                  });
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(Template::references)
        : Stream.empty();
  }

  private static Stream<String> placeholders(String text) {
    return Pattern.compile("\\$\\{([^}]+)}").matcher(text).results().map(found -> found.group(1));
  }

  private static ConstructNode longForm(String name) {
    return (Node node) -> Map.of(name, ((ScalarNode) node).getValue());
  }
}
