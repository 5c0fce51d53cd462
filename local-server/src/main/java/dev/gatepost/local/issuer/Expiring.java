package dev.gatepost.local.issuer;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values kept under secret names for a limited time, and of limited number: where there are too
 * many, the oldest gives way. Safe for many threads.
 */
final class Expiring<T> {
  private static final int CAPACITY = 1_000;

  private final Clock clock;
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

  Expiring(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keeps a value under a new name, which is returned, for as long as it is before that instant.
   */
  String keep(T value, Instant until) {
    String name = Secrets.next();
    keep(name, value, until);
    return name;
  }

  /** Keeps a value under a name, in place of an earlier one. */
  synchronized void keep(String name, T value, Instant until) {
    Instant now = clock.instant();
    entries.remove(name);
    entries.values().removeIf(entry -> !entry.isGood(now));
    if (entries.size() >= CAPACITY) {
      Iterator<String> oldest = entries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    entries.put(name, new Entry<>(value, until));
  }

  synchronized Optional<T> find(String name) {
    return good(entries.get(name));
  }

  /** Finds a value and forgets it, so that no one finds it again. */
  synchronized Optional<T> take(String name) {
    return good(entries.remove(name));
  }

  private Optional<T> good(@Nullable Entry<T> entry) {
    return Optional.ofNullable(entry).filter(e -> e.isGood(clock.instant())).map(Entry::value);
  }

  private record Entry<T>(T value, Instant until) {
    boolean isGood(Instant now) {
      return now.isBefore(until);
    }
  }
}
