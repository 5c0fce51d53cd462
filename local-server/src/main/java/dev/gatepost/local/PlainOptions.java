package dev.gatepost.local;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line of nothing but the server's options, read without picocli. To set up picocli takes
 * a seventh of the start, and more where classes come from an archive: its own are compiled for
 * Java 5, which the JVM archives none of.
 */
final class PlainOptions {
  private PlainOptions() {}

  /**
   * What each option was given, as {@code --name=value} or {@code --name value}. Empty where there
   * is anything else on the line, or anything twice: that is picocli's to read, or to complain of.
   */
  static Optional<Map<Setting, String>> read(String... args) {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    Iterator<String> words = List.of(args).iterator();
    while (words.hasNext()) {
      String[] option = words.next().split("=", 2);
      Optional<Setting> setting = Setting.ofOption(option[0]);
      Optional<String> value = option.length == 2 ? Optional.of(option[1]) : value(words);
      if (setting.isEmpty()
          || value.isEmpty()
          || given.putIfAbsent(setting.get(), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(given);
  }

  // A word that begins with @ names a file of arguments to picocli.
  private static Optional<String> value(Iterator<String> words) {
    return Optional.of(words)
        .filter(Iterator::hasNext)
        .map(Iterator::next)
        .filter(word -> !word.startsWith("-") && !word.startsWith("@"));
  }
}
