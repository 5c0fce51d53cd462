package dev.gatepost.benchmarks.charts;

import dev.gatepost.benchmarks.Results;
import dev.gatepost.benchmarks.Results.Row;
import dev.gatepost.benchmarks.charts.Chart.Bar;
import dev.gatepost.benchmarks.charts.Chart.Group;
import dev.gatepost.benchmarks.charts.Chart.Kind;
import dev.gatepost.benchmarks.charts.Chart.Scale;
import dev.gatepost.token.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Draws what the benchmarks have measured: the least of each one's rounds. */
public final class Charts {
  private static final Path IMAGES = Path.of("docs", "images");
  private static final Path SERVERS = Path.of("benchmarks", "peers", "target", "results.tsv");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("gatepost", "Gatepost"),
          Map.entry("gatepost, JDK", "Gatepost, JDK’s provider"),
          Map.entry("gatepost, cache", "Gatepost, the same token again"),
          Map.entry("gatepost-sqlite", "Gatepost, stored in SQLite"),
          Map.entry("raw", "signature alone, JDK’s provider"),
          Map.entry("raw, Corretto", "signature alone, Amazon’s"),
          Map.entry("javalin", "Javalin alone, no token checked"),
          Map.entry("vertx", "Vert.x"),
          Map.entry("quarkus", "Quarkus"),
          Map.entry("fastify", "Fastify"),
          Map.entry("fastify-cache", "Fastify, token cache"),
          Map.entry("spring-boot", "Spring Boot"),
          Map.entry("spring-boot-sqlite", "Spring Boot, SQLite"),
          Map.entry("spring", "Spring Security"),
          Map.entry("nimbus", "nimbus-jose-jwt"),
          Map.entry("fusionauth", "fusionauth-jwt"));

  private static final Map<String, String> REQUESTS =
      Map.of(
          "post-distinct", "POST",
          "get-distinct", "GET of 50",
          "post-one", "POST, one token",
          "get-one", "GET, one token");

  private Charts() {}

  /** Draws what there are results of. */
  public static void main(String[] args) throws IOException {
    draw("verify", Results.file("verify"), Charts::verify);
    draw("refusals", Results.file("refusals"), Charts::refusals);
    draw("server", SERVERS, Charts::server);
  }

  @FunctionalInterface
  private interface Drawing {
    Chart of(List<Row> rows);
  }

  private static void draw(String name, Path file, Drawing drawing) throws IOException {
    if (!Files.exists(file)) {
      System.out.println(name + " is not drawn: there is no " + file);
      return;
    }
    Path image = IMAGES.resolve(name + ".svg");
    Files.writeString(image, drawing.of(Results.read(file).rows()).svg());
    System.out.println(image);
  }

  private static Chart verify(List<Row> rows) {
    return new Chart(
        "Verifying an access token",
        "µs of CPU, less is better; one key, tokens all different; each algorithm has its own scale",
        groups(rows, measurements(rows), Map.of()),
        Scale.BY_GROUP);
  }

  private static Chart server(List<Row> rows) {
    return new Chart(
        "A request with a token, answered by a server",
        "µs of the server’s CPU, less is better; tokens all different, where not said otherwise",
        groups(rows, measurements(rows).stream().filter(REQUESTS::containsKey).toList(), REQUESTS),
        Scale.COMMON);
  }

  private static List<String> measurements(List<Row> rows) {
    return rows.stream().map(Row::measurement).distinct().toList();
  }

  private static List<Group> groups(
      List<Row> rows, List<String> measurements, Map<String, String> names) {
    List<Group> groups = new ArrayList<>();
    for (String measurement : measurements) {
      groups.add(
          new Group(
              names.getOrDefault(measurement, measurement),
              of(measurement, rows).map(row -> bar(row, name(row.contestant()))).toList()));
    }
    return groups;
  }

  private static Chart refusals(List<Row> rows) {
    List<Group> groups = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      List<Row> all = of(reason.name(), rows).toList();
      List<Bar> bars = new ArrayList<>();
      all.stream().filter(Charts::isOurs).forEach(row -> bars.add(bar(row, "Gatepost")));
      all.stream()
          .filter(row -> !isOurs(row))
          .findFirst()
          .ifPresent(row -> bars.add(bar(row, name(row.contestant()))));
      groups.add(new Group(reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), bars));
    }
    return new Chart(
        "Refusing an access token",
        "µs of CPU, less is better; RS256. Below Gatepost the fastest other library that refuses it, if any",
        groups,
        Scale.COMMON);
  }

  private static Stream<Row> of(String measurement, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.measurement().equals(measurement))
        .sorted(Comparator.comparingDouble(Row::minimum));
  }

  private static Bar bar(Row row, String label) {
    boolean floor = row.contestant().startsWith("raw") || row.contestant().equals("javalin");
    return new Bar(label, row.minimum(), isOurs(row) ? Kind.OURS : floor ? Kind.FLOOR : Kind.OTHER);
  }

  private static boolean isOurs(Row row) {
    return row.contestant().startsWith("gatepost");
  }

  private static String name(String contestant) {
    return NAMES.getOrDefault(contestant, contestant);
  }
}
