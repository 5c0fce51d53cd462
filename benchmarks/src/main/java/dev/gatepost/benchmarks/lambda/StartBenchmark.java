package dev.gatepost.benchmarks.lambda;

import dev.gatepost.benchmarks.SampleTokens;
import dev.gatepost.lambda.MessagesHandler;
import dev.gatepost.lambda.dynamodb.LocalDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts the packaged function in Lambda's own runtime client, over and over and in turns with one
 * that does nothing, and prints what its start and its calls cost. The event is a post with a
 * token.
 *
 * <p>Arguments: how many rounds (7 where there are none), and the folder {@code
 * lambda-adapter/target}.
 */
public final class StartBenchmark {
  private StartBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0); // DynamoDB Local leaves threads.
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    Path packaged =
        Path.of(arguments.length > 1 ? arguments[1] : "lambda-adapter/target").toAbsolutePath();
    try (LocalDynamoDb database = new LocalDynamoDb()) {
      List<Variant> variants = variants(packaged, database);
      for (Variant variant : variants) {
        Started.measure(variant); // To have all files in memory.
      }
      Map<String, List<Started>> starts = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Variant variant : variants) {
          starts
              .computeIfAbsent(variant.name(), name -> new ArrayList<>())
              .add(Started.measure(variant));
        }
      }
      print(starts);
      System.out.printf("The zip has %.1f MB.%n", zipped(packaged.resolve("lib")) / 1e6);
    }
  }

  private static List<Variant> variants(Path packaged, LocalDynamoDb database) throws Exception {
    SampleTokens tokens = SampleTokens.of("RS256");
    String event =
        """
        {"version":"2.0","rawPath":"/api/messages","rawQueryString":"",
         "headers":{"authorization":"Bearer %s","content-type":"application/json"},
         "requestContext":{"stage":"$default","http":{"method":"POST"}},
         "body":"{\\"text\\":\\"hello\\"}"}
        """
            .formatted(tokens.token(1));
    Map<String, String> memory =
        Map.of(
            "OIDC_ISSUER", SampleTokens.ISSUER,
            "OIDC_AUDIENCE", SampleTokens.AUDIENCE,
            "OIDC_JWKS", tokens.jwks());
    Map<String, String> dynamoDb = new HashMap<>(memory);
    dynamoDb.put("MESSAGES_STORE", "dynamodb:" + database.newTable());
    dynamoDb.put("AWS_REGION", "eu-central-1");
    dynamoDb.put("AWS_ENDPOINT_URL_DYNAMODB", database.url());
    dynamoDb.put("AWS_ACCESS_KEY_ID", "anybody");
    dynamoDb.put("AWS_SECRET_ACCESS_KEY", "anything");
    return List.of(
        new Variant("hello world", helloRoot(), Hello.class, Map.of(), event),
        new Variant("in memory", packaged, MessagesHandler.class, memory, event),
        new Variant("in DynamoDB", packaged, MessagesHandler.class, dynamoDb, event));
  }

  private static Path helloRoot() throws IOException {
    Path root = Files.createTempDirectory("hello");
    String name = Hello.class.getName().replace('.', '/') + ".class";
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream code = Hello.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(code), file);
    }
    return root;
  }

  private static void print(Map<String, List<Started>> starts) {
    System.out.println(
        "medians of %d starts, in ms (minimum in brackets)"
            .formatted(starts.values().iterator().next().size()));
    starts.forEach(
        (name, all) ->
            System.out.printf(
                "%-12s ready %s, CPU %s, first call %s, second %s, p50 %s, p99 %s; %s MB, %s classes%n",
                name,
                middle(all, Started::ready),
                middle(all, Started::readyCpu),
                middle(all, Started::first),
                middle(all, Started::second),
                middle(all, started -> started.warm().get(started.warm().size() / 2)),
                middle(all, started -> started.warm().get(started.warm().size() * 99 / 100)),
                middle(all, Started::memory),
                middle(all, Started::classes)));
    List<Started> hello = starts.get("hello world");
    starts.forEach(
        (name, all) ->
            System.out.printf(
                "%-12s start and first call: %.2f times hello world's%n",
                name,
                median(all, s -> s.ready() + s.first())
                    / median(Objects.requireNonNull(hello), s -> s.ready() + s.first())));
  }

  private static String middle(List<Started> all, ToDoubleFunction<Started> value) {
    double minimum = all.stream().mapToDouble(value).min().orElseThrow();
    return "%.1f (%.1f)".formatted(median(all, value), minimum);
  }

  private static double median(List<Started> all, ToDoubleFunction<Started> value) {
    return all.stream().mapToDouble(value).sorted().toArray()[all.size() / 2];
  }

  private static long zipped(Path lib) throws IOException {
    long[] size = new long[1];
    try (Stream<Path> jars = Files.list(lib);
        ZipOutputStream zip =
            new ZipOutputStream(
                new OutputStream() {
                  @Override
                  public void write(int b) {
                    size[0]++;
                  }

                  @Override
                  public void write(byte[] bytes, int offset, int length) {
                    size[0] += length;
                  }
                })) {
      for (Path jar : jars.sorted(Comparator.naturalOrder()).toList()) {
        zip.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
        Files.copy(jar, zip);
        zip.closeEntry();
      }
    }
    return size[0];
  }
}
