package dev.gatepost.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings, and keeps what is wrong with them until all are read. Not for many threads. */
final class Complaints {
  private final Map<String, String> values;
  private final List<String> list = new ArrayList<>();

  Complaints(Map<String, String> values) {
    this.values = values;
  }

  /**
   * What a setting means.
   *
   * @param otherwise its value where it is not set
   * @param meaning throws {@link IllegalArgumentException} with what is wrong with a value
   * @return nothing if there is something to complain about
   */
  <T> Optional<T> read(Setting setting, String otherwise, Function<String, T> meaning) {
    try {
      return Optional.of(meaning.apply(setting.in(values).orElse(otherwise)));
    } catch (IllegalArgumentException e) {
      add(setting, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  void add(Setting setting, String complaint) {
    list.add(setting.key() + ": " + complaint);
  }

  List<String> list() {
    return List.copyOf(list);
  }
}
