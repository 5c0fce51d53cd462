package dev.gatepost.token.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an endpoint grants a good token's request and refuses every hostile token's. */
final class RefusalCheck {
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 413, 431);

  /** Many servers hang up on a longer header, without an answer that always arrives. */
  private static final int LONGEST_SURE_TO_BE_ANSWERED = 7 * 1024;

  private final Endpoint endpoint;

  RefusalCheck(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  void run(TestToken good, List<HostileToken> hostile) {
    requireGranted(good, "so its refusals would say nothing");
    List<String> findings =
        hostile.stream().flatMap(token -> finding(token).stream()).collect(Collectors.toList());
    // An endpoint that locks everybody out after some refusals would pass otherwise.
    requireGranted(good, "after the hostile tokens");
    if (!findings.isEmpty()) {
      throw new AssertionError(
          findings.size()
              + " of "
              + hostile.size()
              + " hostile tokens were not refused with 400, 401, 413 or 431:\n"
              + String.join("\n", findings));
    }
  }

  private void requireGranted(TestToken good, String when) {
    int status;
    try {
      status = endpoint.statusFor(good.sign());
    } catch (Exception e) {
      throw new AssertionError("the endpoint failed on a good token, " + when, e);
    }
    if (status < 200 || status > 299) {
      throw new AssertionError(
          "the endpoint answered a good token with status " + status + ", " + when);
    }
  }

  private Optional<String> finding(HostileToken token) {
    String what;
    try {
      int status = endpoint.statusFor(token.compact());
      if (REFUSALS.contains(status)) {
        return Optional.empty();
      }
      what = "status " + status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      what = "interrupted";
    } catch (Exception e) {
      if (e instanceof IOException && token.compact().length() > LONGEST_SURE_TO_BE_ANSWERED) {
        return Optional.empty();
      }
      what = e.getClass().getName();
    }
    return Optional.of("- " + token.name() + " (" + what + "): " + token.why());
  }
}
