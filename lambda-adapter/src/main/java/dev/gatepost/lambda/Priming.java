package dev.gatepost.lambda;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.api.AllowedOrigins;
import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Requests that are handled while the function starts, so that the first real one does not wait
 * until classes are loaded: at a start Lambda gives more of a processor than afterwards.
 *
 * <p>They go to a board of their own, with a token whose key was thrown away once it was signed.
 */
final class Priming {
  private static final String MODULUS =
      "pzPUv-25_hDR5B4ENUq8Z9ABiwNmwOUFKVOMvkkVLPQEBEjTFdyVbekTAryw2vPfZqKkHTRUOEH3"
          + "snaRXyZ7Br87Af2nOaanrQ0x0wYCwQgCttfX-qir_azfAiZOnIvMTlYpE3FGFC0hTALHh8_FwFgR"
          + "vDu5zeFiVVej2zswBG2rGrUZAgcsf2eAC7ehqMrHcqY_Iqw9W6kEjeT08OXl_CtTQkjpb7Ryl8Ll"
          + "7gO79yp3DE3n7mgQKvOB9AQFKyf0YU3H2wULEpUPF_meCiZc2SILRkcbVgdr6ZuyjtyU57_gNEeV"
          + "odC41qA9cMzLmEdvtgus4kHUDgAnxeSui8i6_w";
  private static final String TOKEN =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5pbnZhbGlkI"
          + "iwiYXVkIjoicHJpbWluZyIsInN1YiI6Im5vYm9keSIsInNjcCI6WyJvcGVuaWQiXSwiaWF0IjowL"
          + "CJleHAiOjYwfQ.Td03y-A3D2p9jIaOaU1jTvgF8LsqN1ptQzd5ZELlsQ_c99Kw8r0Bv4TCsVrYYk"
          + "Lvf_HjxnI7YsN5rOv-yimTXtLhOHNCOQJ_m0dHIGTTN14yOLooUon4EWIkILbHQ3-GvAhxGMkNme"
          + "vAyad6AY5Z9Pboiv38eiZVtF_k74FtBtDk6meCKa84GhJnEgB4A9SmWjTc5BeAJsybX1U1ERtyrq"
          + "c2yjR7QLY4r2sUz3B1g90IdPf0xFUFIW2_h2G0kOl1yUpY309z6dufSQd6ohjKed8X0D5WWKnoqG"
          + "WRb2Njr7iN0RJhoE8Xps5niOry9BXzMae16WudFGtQMDwFqwf_tg";
  private static final String EVENT =
      """
      {"requestContext":{"stage":"$default","http":{"method":"%s"}},"rawPath":"/api/messages",
       "rawQueryString":"","headers":{"authorization":"Bearer %s","content-type":"%s"},"body":"%s"}
      """;

  private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private final MessagesApi api =
      new MessagesApi(
          verifier(clock),
          new MessageBoard(new InMemoryMessageStore(), clock),
          AllowedOrigins.none());

  /**
   * Handles each kind of request so many times.
   *
   * @throws IllegalStateException if one is not answered as it should be
   */
  void run(int times) {
    for (int i = 0; i < times; i++) {
      handle(EVENT.formatted("POST", TOKEN, "application/json", "{\\\"text\\\":\\\"a\\\"}"), 201);
      handle(EVENT.formatted("POST", TOKEN, "application/x-www-form-urlencoded", "message=a"), 200);
      handle(EVENT.formatted("GET", TOKEN, "", ""), 200);
    }
  }

  private void handle(String event, int status) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      MessagesHandler.handle(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, api);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (!answer.toString(StandardCharsets.UTF_8).startsWith("{\"statusCode\":" + status)) {
      throw new IllegalStateException("a request of the start was not answered as it should be");
    }
  }

  private static TokenVerifier verifier(Clock clock) {
    String jwks =
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"e\":\"AQAB\",\"n\":\"" + MODULUS + "\"}]}";
    return TokenVerifier.builder()
        .issuer("https://issuer.invalid")
        .audience("priming")
        .keys(KeySource.ofJwks(jwks))
        .clock(clock)
        .build();
  }
}
