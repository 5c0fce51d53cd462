package dev.gatepost.messages.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environment's variables, and what turns out to be wrong with them. Not for many threads. */
final class Variables {
  private final Map<String, String> environment;
  private final List<String> complaints = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The value, as it is; nothing where it is not set or blank. */
  Optional<String> get(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The value, or a complaint. */
  Optional<String> required(String name) {
    Optional<String> value = get(name);
    if (value.isEmpty()) {
      complain(name, "is not set");
    } else if (!value.get().equals(value.get().strip())) {
      complain(name, "begins or ends with white space");
    }
    return value;
  }

  /** The values that stand between commas; none where it is not set. */
  List<String> list(String name) {
    return CommaSeparated.parse(get(name).orElse(""));
  }

  /** Notes what is wrong with a variable. */
  void complain(String name, String complaint) {
    complaints.add(name + ": " + complaint);
  }

  /** Throws if there is any complaint, of these or of ours. */
  void throwIfWrong(List<String> moreComplaints) {
    complaints.addAll(moreComplaints);
    if (!complaints.isEmpty()) {
      throw new InvalidSettingsException(complaints);
    }
  }
}
