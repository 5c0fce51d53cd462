package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of the messages is asked for.
 *
 * @param limit how many at most
 * @param before the id to begin before; empty for the newest
 */
record ListQuery(int limit, Optional<String> before) {
  private static final Set<String> NAMES = Set.of("limit", "before");
  private static final ListQuery NEWEST = new ListQuery(50, Optional.empty());

  /**
   * Reads a query. Other parameters are refused: one who mistypes {@code before} would be given the
   * first page for ever.
   *
   * @throws UnreadableRequestException if it is not to be understood
   */
  static ListQuery parse(String query) {
    if (query.isEmpty()) {
      return NEWEST;
    }
    FormFields fields = FormFields.parse(query.getBytes(StandardCharsets.UTF_8));
    if (!NAMES.containsAll(fields.names())) {
      throw new UnreadableRequestException(
          "The query has a parameter other than limit and before.");
    }
    int limit = fields.get("limit").map(ListQuery::limit).orElse(NEWEST.limit);
    Optional<String> before = fields.get("before");
    if (before.isPresent() && !Message.isId(before.get())) {
      throw new UnreadableRequestException("The parameter before must be the id of a message.");
    }
    return new ListQuery(limit, before);
  }

  private static int limit(String text) {
    int limit = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw badLimit();
      }
      limit = Math.min(limit * 10 + digit, MessageBoard.MAX_PAGE + 1);
    }
    if (limit < 1 || limit > MessageBoard.MAX_PAGE) {
      throw badLimit();
    }
    return limit;
  }

  private static UnreadableRequestException badLimit() {
    return new UnreadableRequestException(
        "The parameter limit must be a number from 1 to " + MessageBoard.MAX_PAGE + ".");
  }
}
