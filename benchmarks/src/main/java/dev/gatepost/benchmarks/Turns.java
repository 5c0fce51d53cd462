package dev.gatepost.benchmarks;

import java.util.List;

/** Gives out the same things over and over, in turn. For one thread. */
final class Turns<T> {
  private final List<T> all;
  private int next;

  Turns(List<T> all) {
    this.all = List.copyOf(all);
  }

  T next() {
    next = next + 1 == all.size() ? 0 : next + 1;
    return all.get(next);
  }
}
