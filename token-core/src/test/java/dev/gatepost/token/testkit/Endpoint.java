package dev.gatepost.token.testkit;

/** An HTTP endpoint of a service under test that needs a bearer token. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Sends a request that the endpoint grants to a good token.
   *
   * @param token what to send behind {@code Authorization: Bearer}
   * @return the HTTP status of the answer
   */
  int statusFor(String token) throws Exception;
}
