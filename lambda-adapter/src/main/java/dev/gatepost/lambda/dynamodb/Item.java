package dev.gatepost.lambda.dynamodb;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An item of the table. Every one has a partition key and a sort key.
 *
 * @param attributes strings, whole numbers and sets of strings, by their names
 */
record Item(Map<String, Object> attributes) {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** What stands as the sort key where an item is alone in its partition. */
  static final String ALONE = "-";

  static Item of(String partition, String sort) {
    return new Item(Map.of(PARTITION, partition, SORT, sort));
  }

  /** The item from DynamoDB's JSON: each attribute's value beneath the name of its type. */
  static Item read(Object json) {
    Map<String, Object> attributes = new HashMap<>();
    ((Map<?, ?>) json).forEach((name, typed) -> attributes.put((String) name, untyped(typed)));
    return new Item(attributes);
  }

  Item with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Item(more);
  }

  /** The keys alone. */
  Item key() {
    return of(text(PARTITION), text(SORT));
  }

  String partition() {
    return text(PARTITION);
  }

  /** A string that has to be there. */
  String text(String name) {
    return (String) Optional.ofNullable(attributes.get(name)).orElseThrow();
  }

  /** A number that has to be there. */
  long number(String name) {
    return (Long) Optional.ofNullable(attributes.get(name)).orElseThrow();
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  /** A set of strings; an empty one where it is absent, for DynamoDB keeps no empty sets. */
  Set<String> texts(String name) {
    Set<String> texts = new HashSet<>();
    for (Object text : (Collection<?>) attributes.getOrDefault(name, Set.of())) {
      texts.add((String) text);
    }
    return texts;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new HashMap<>();
    attributes.forEach((name, value) -> json.put(name, typed(value)));
    return json;
  }

  static Map<String, Object> typed(Object value) {
    if (value instanceof Long number) {
      return Map.of("N", Long.toString(number));
    }
    return value instanceof Set<?> ? Map.of("SS", value) : Map.of("S", value);
  }

  private static Object untyped(Object typed) {
    Map.Entry<?, ?> only = ((Map<?, ?>) typed).entrySet().iterator().next();
    Object value = only.getValue();
    if (only.getKey().equals("N")) {
      return Long.valueOf((String) value);
    }
    return value instanceof Collection<?> elements ? new HashSet<>(elements) : value;
  }
}
