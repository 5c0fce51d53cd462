package dev.gatepost.lambda.runtime;

import dev.gatepost.lambda.runtime.RuntimeApi.Outcome;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A packaged function in a process of its own, as Lambda runs it: its jars in {@code lib} of the
 * task's root, the runtime client's on the class path, and the managed runtime's options.
 */
public final class LambdaFunction implements AutoCloseable {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private final RuntimeApi api = new RuntimeApi();
  private final Path log = Files.createTempFile("lambda", ".log");
  private final Process process;

  private LambdaFunction(Path taskRoot, String handler, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-cp",
            clientJars(),
            CLIENT,
            handler));
    ProcessBuilder builder = new ProcessBuilder(command).directory(taskRoot.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("_HANDLER", handler);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    process = builder.start();
  }

  /**
   * Starts a function.
   *
   * @param taskRoot what the function's zip holds
   * @param handler the class
   * @param environment all of its variables
   */
  public static LambdaFunction start(
      Path taskRoot, Class<?> handler, Map<String, String> environment) throws IOException {
    return new LambdaFunction(taskRoot, handler.getName() + "::handleRequest", environment);
  }

  /** What became of the start; waits for it. */
  public Outcome awaitStart() throws InterruptedException, ExecutionException, TimeoutException {
    return api.init().get(60, TimeUnit.SECONDS);
  }

  /** Invokes it and waits for the outcome. */
  public Outcome invoke(String event)
      throws InterruptedException, ExecutionException, TimeoutException {
    return api.invoke(event).get(60, TimeUnit.SECONDS);
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** What it has written so far, which Lambda would have put into its log. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  // The client and what it needs, wherever they are here.
  private static String clientJars() {
    return Stream.of(
            CLIENT,
            "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal")
        .map(LambdaFunction::jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(String type) {
    try {
      Class<?> found = Class.forName(type, false, LambdaFunction.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    Files.delete(log);
  }
}
