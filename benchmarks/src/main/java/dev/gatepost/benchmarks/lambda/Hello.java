package dev.gatepost.benchmarks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The least that a function can be: what any other costs more than this is its own doing. */
public final class Hello implements RequestStreamHandler {
  private static final String ANSWER = "{\"statusCode\":200,\"body\":\"hello\"}";

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    event.readAllBytes();
    answer.write(ANSWER.getBytes(StandardCharsets.UTF_8));
  }
}
