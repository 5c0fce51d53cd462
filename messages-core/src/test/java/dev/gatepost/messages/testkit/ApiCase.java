package dev.gatepost.messages.testkit;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thing that the API does, told by requests and what must come back.
 *
 * @param name a sentence about what the API does
 * @param script sends requests and checks the answers
 */
public record ApiCase(String name, Consumer<Client> script) {
  /** Sends requests, whatever the way. */
  @FunctionalInterface
  public interface Client {
    /** Sends a request and gives its answer to be checked. */
    AnswerAssert send(Call call);
  }

  /** A case of one request. */
  static ApiCase of(String name, Call call, Consumer<AnswerAssert> check) {
    return new ApiCase(name, client -> check.accept(client.send(call)));
  }

  /**
   * Runs it.
   *
   * @param transport how a request gets to the API and its answer back
   */
  public void run(Function<ApiRequest, ApiResponse> transport) {
    script.accept(call -> new AnswerAssert(transport.apply(call.request())));
  }

  /** The name, for the test report. */
  @Override
  public String toString() {
    return name;
  }
}
