package dev.gatepost.local.issuer;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * Somebody to sign in as.
 *
 * @param subject the {@code sub} of their tokens
 * @param name as people read it
 */
record Person(String subject, String name) {
  /** Those that the page offers. */
  static final List<Person> KNOWN =
      List.of(
          new Person("ada", "Ada Lovelace"),
          new Person("grace", "Grace Hopper"),
          new Person("linus", "Linus Torvalds"),
          new Person("margaret", "Margaret Hamilton"));

  /** The longest name, in code points. */
  static final int MAX_NAME_LENGTH = 64;

  /**
   * Whom a text means: a known person, by subject or name in any case; else a new one whose name
   * and subject are the text. Empty where it cannot be a name: too long, without a letter or digit,
   * or with characters that are not seen.
   */
  static Optional<Person> called(String text) {
    String name = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    Optional<Person> known = KNOWN.stream().filter(person -> person.answersTo(name)).findFirst();
    return known.isPresent() || !isName(name) ? known : Optional.of(new Person(name, name));
  }

  private boolean answersTo(String text) {
    return text.equalsIgnoreCase(subject) || text.equalsIgnoreCase(name);
  }

  private static boolean isName(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX_NAME_LENGTH
        && text.codePoints().anyMatch(Character::isLetterOrDigit)
        && text.codePoints().allMatch(Person::isSeen);
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          isJoiner(character);
      default -> true;
    };
  }

  /** Persian and Indic names need them. */
  private static boolean isJoiner(int character) {
    return character == 0x200C || character == 0x200D;
  }
}
