package dev.gatepost.messages.api;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tags that a client has already (RFC 9110 §13.1.2). */
final class EntityTags {
  // RFC 9110 §8.8.3: what stands between the quotes may hold a comma.
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  private EntityTags() {}

  static String of(String version) {
    return '"' + version + '"';
  }

  /** Whether an {@code If-None-Match} names this tag; {@code *} names any. */
  static boolean anyMatches(List<String> ifNoneMatch, String tag) {
    return ifNoneMatch.stream().anyMatch(value -> value.strip().equals("*") || has(value, tag));
  }

  private static boolean has(String value, String tag) {
    Matcher tags = TAG.matcher(value);
    return tags.results().anyMatch(found -> found.group(1).equals(tag));
  }
}
