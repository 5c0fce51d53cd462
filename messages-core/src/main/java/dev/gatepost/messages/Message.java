package dev.gatepost.messages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that an author has posted. It checks itself, so an invalid one cannot exist.
 *
 * @param id 26 characters of Crockford base 32 in upper case; a later message of the same process
 *     has a greater id
 * @param author who posted it, as the issuer names them; 1 to 255 code points, no control
 *     characters
 * @param text what was posted: 1 to 2,000 code points after stripping, no control characters other
 *     than tab and newline; CRLF, which browsers' forms send, becomes a newline
 * @param postedAt when, from 1970 to the year 10889, which are the times that ids hold; to the
 *     millisecond, anything finer is cut off
 */
public record Message(String id, String author, String text, Instant postedAt) {
  /** The most code points that a text may have. */
  public static final int MAX_TEXT = 2_000;

  // OpenID Connect Core 1.0 §2 allows a sub no more.
  private static final int MAX_AUTHOR = 255;

  /**
   * Checks and tidies the parts.
   *
   * @throws InvalidMessageException if one of them breaks a rule
   */
  public Message {
    if (!isId(id)) {
      throw new InvalidMessageException("The id must be 26 characters of Crockford base 32.");
    }
    if (!isAuthor(author)) {
      throw new InvalidMessageException("The author's name cannot be used.");
    }
    text = tidy(text);
    if (postedAt.isBefore(Ulid.EARLIEST) || postedAt.isAfter(Ulid.LATEST)) {
      throw new InvalidMessageException("The time must be from 1970 to the year 10889.");
    }
    postedAt = postedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether this could be the id of a message. */
  public static boolean isId(String id) {
    return Ulid.isCanonical(id);
  }

  /** Whether someone of this name can post. */
  public static boolean isAuthor(String name) {
    return !name.isBlank()
        && name.codePointCount(0, name.length()) <= MAX_AUTHOR
        && name.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
  }

  private static String tidy(String text) {
    String withNewlines = text.replace("\r\n", "\n");
    check(withNewlines);
    String stripped = withNewlines.strip();
    if (stripped.isEmpty()) {
      throw new InvalidMessageException("The text must not be blank.");
    }
    if (stripped.codePointCount(0, stripped.length()) > MAX_TEXT) {
      throw new InvalidMessageException("The text must have at most 2000 characters.");
    }
    return stripped;
  }

  private static void check(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      check(codePoint);
      i += Character.charCount(codePoint);
    }
  }

  private static void check(int codePoint) {
    if (Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n') {
      throw new InvalidMessageException(
          "The text must have no control characters other than tab and newline.");
    }
    if (isSurrogate(codePoint)) {
      throw new InvalidMessageException("The text must not have halves of surrogate pairs.");
    }
  }

  // Among code points a surrogate shows only where its partner is missing.
  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Shows the id alone: the rest is a person's name and words. */
  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
