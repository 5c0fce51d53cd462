package dev.gatepost.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object of an event's JSON. A member that is null counts as absent, as the events mean it. A
 * member of another type than asked for makes the event one that is not understood.
 */
final class JsonObject {
  private static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, Object> members;

  /**
   * An object.
   *
   * @param members strings, numbers, booleans, lists and further objects, and no null among them;
   *     not copied
   */
  JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A string; nothing where it is absent. */
  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).map(value -> as(String.class, name, value));
  }

  /** A string that has to be there. */
  String requiredText(String name) {
    return text(name).orElseThrow(() -> new UnsupportedEventException("the event lacks " + name));
  }

  /** A boolean; false where it is absent. */
  boolean flag(String name) {
    return as(Boolean.class, name, members.getOrDefault(name, false));
  }

  /** An object; an empty one where it is absent. */
  JsonObject object(String name) {
    return as(JsonObject.class, name, members.getOrDefault(name, EMPTY));
  }

  /** A list of strings; an empty one where it is absent. */
  List<String> texts(String name) {
    return texts(name, members.getOrDefault(name, List.of()));
  }

  /**
   * The strings of each member of an object, by the members' names in their order; a lone string is
   * a list of one. Empty where the object is absent.
   */
  Map<String, List<String>> textsByName(String name) {
    Map<String, List<String>> texts = new TreeMap<>();
    object(name).members.forEach((key, value) -> texts.put(key, textOrTexts(name, value)));
    return texts;
  }

  private static List<String> textOrTexts(String name, Object value) {
    return value instanceof String text ? List.of(text) : texts(name, value);
  }

  private static List<String> texts(String name, Object value) {
    List<?> elements = as(List.class, name, value);
    return elements.stream().map(element -> as(String.class, name, element)).toList();
  }

  private static <T> T as(Class<T> type, String name, Object value) {
    if (!type.isInstance(value)) {
      throw new UnsupportedEventException("the event's " + name + " is of another type");
    }
    return type.cast(value);
  }
}
