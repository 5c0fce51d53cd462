package dev.gatepost.local.issuer;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a token is good for, in the order asked for. Whatever is asked for is granted, for the
 * service under development decides which scopes there are.
 */
record Scopes(Set<String> names) {
  /** RFC 6749 §3.3. */
  private static final Pattern FORM =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+(?: [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

  Scopes {
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** Those of the parameter {@code scope}, else {@link Registration#SCOPES}. */
  static Scopes of(Parameters parameters) throws RefusedException {
    return parse(parameters.find("scope").orElse(Registration.SCOPES));
  }

  /** Reads names parted by single spaces. */
  static Scopes parse(String text) throws RefusedException {
    if (!FORM.matcher(text).matches()) {
      throw new RefusedException("invalid_scope", "scope is not a list of names");
    }
    return new Scopes(new LinkedHashSet<>(Arrays.asList(text.split(" "))));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  boolean include(Scopes others) {
    return names.containsAll(others.names);
  }

  @Override
  public String toString() {
    return String.join(" ", names);
  }
}
