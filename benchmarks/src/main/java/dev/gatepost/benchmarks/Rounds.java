package dev.gatepost.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** What each of several things took in each round, in microseconds. For one thread. */
final class Rounds {
  private final Map<String, List<Double>> all = new LinkedHashMap<>();

  void add(String name, double micros) {
    all.computeIfAbsent(name, first -> new ArrayList<>()).add(micros);
  }

  /** The least and the middle of each, in the order in which they came first. */
  Map<String, Contest.Result> results() {
    Map<String, Contest.Result> results = new LinkedHashMap<>();
    all.forEach((name, micros) -> results.put(name, Contest.Result.of(micros)));
    return results;
  }

  /** The least and the middle of one that was added. */
  Contest.Result of(String name) {
    return Contest.Result.of(Objects.requireNonNull(all.get(name), name));
  }

  void forEach(BiConsumer<String, Contest.Result> action) {
    results().forEach(action);
  }
}
