package dev.gatepost.lambda.dynamodb;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How messages spread over partitions, of which each takes but 1,000 writes of 1 KB a second: by
 * the last ten bits of their ids, which are chance. The number of shards is a power of two, so that
 * it can be doubled and a message still be found: it is in one of the few shards that its id had
 * under one of the lesser numbers.
 */
final class Shards {
  /** The most shards that a table may have. */
  static final int MOST = 256;

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Shards() {}

  /** Whether a table may have so many. */
  static boolean isCount(int count) {
    return count >= 1 && count <= MOST && Integer.bitCount(count) == 1;
  }

  /** The shard of an id where there are so many. */
  static int of(String id, int count) {
    int last = DIGITS.indexOf(id.charAt(id.length() - 1));
    int lastButOne = DIGITS.indexOf(id.charAt(id.length() - 2));
    return (lastButOne << 5 | last) & (count - 1);
  }

  /** The shards that an id may be in where there are so many now, and were fewer before. */
  static Set<Integer> candidates(String id, int count) {
    Set<Integer> candidates = new LinkedHashSet<>();
    for (int before = count; before >= 1; before /= 2) {
      candidates.add(of(id, before));
    }
    return candidates;
  }

  /** The partition of a shard's messages. */
  static String partition(int shard) {
    return "messages#" + shard;
  }
}
