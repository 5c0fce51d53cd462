package dev.gatepost.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The repository's {@code template.yaml}, read as plain YAML: {@code !Ref X} becomes a map of
 * {@code Ref} to {@code X}, as CloudFormation's long form has it.
 */
public final class Template {
  private static final Path ROOT = Path.of("..");

  private final Map<?, ?> root;

  private Template(Map<?, ?> root) {
    this.root = root;
  }

  public static Template read() {
    Map<Tag, ConstructNode> tags = new HashMap<>();
    for (String name : List.of("Ref", "GetAtt", "Sub", "Not", "Equals", "If", "Select", "Split")) {
      tags.put(new Tag("!" + name), Template::tagged);
    }
    LoadSettings settings = LoadSettings.builder().setTagConstructors(tags).build();
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
  public Object at(String... names) {
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

  /** The logical names that are referred to, one way or another. */
  List<String> references() {
    return references(root).toList();
  }

  private static Stream<String> references(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  switch (String.valueOf(entry.getKey())) {
                    case "Ref", "Condition" -> referred(entry.getValue());
                    case "Fn::GetAtt" -> Stream.of(resource(entry.getValue()));
                    case "Fn::Sub" -> substituted(entry.getValue());
                    case "Fn::If" ->
                        Stream.concat(
                            Stream.of(String.valueOf(((List<?>) entry.getValue()).get(0))),
                            references(entry.getValue()));
                    default -> references(entry.getValue());
                  });
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(Template::references)
        : Stream.empty();
  }

  // A policy has conditions too, which are maps.
  private static Stream<String> referred(Object value) {
    return value instanceof String name ? Stream.of(name) : references(value);
  }

  private static String resource(Object attribute) {
    return String.valueOf(attribute).split("\\.", 2)[0];
  }

  private static Stream<String> substituted(Object value) {
    if (!(value instanceof List<?> textAndNames)) {
      return placeholders(String.valueOf(value));
    }
    Map<?, ?> names = (Map<?, ?>) textAndNames.get(1);
    return Stream.concat(
        placeholders(String.valueOf(textAndNames.get(0))).filter(name -> !names.containsKey(name)),
        references(names));
  }

  private static Stream<String> placeholders(String text) {
    return Pattern.compile("\\$\\{([^}]+)}")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .map(name -> name.startsWith("AWS::") ? name : resource(name));
  }

  private static Object tagged(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return untagged(node);
    }
    return Map.of(tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1), untagged(node));
  }

  private static Object untagged(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(Template::tagged).toList();
    }
    Map<String, Object> members = new HashMap<>();
    for (NodeTuple member : ((MappingNode) node).getValue()) {
      members.put(((ScalarNode) member.getKeyNode()).getValue(), tagged(member.getValueNode()));
    }
    return members;
  }
}
