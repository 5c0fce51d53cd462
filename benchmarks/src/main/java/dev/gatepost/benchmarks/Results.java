package dev.gatepost.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a benchmark has measured, as a table in a file: a line for each contestant and measurement,
 * with tabs between, as {@code benchmarks/peers/run} writes it too. Charts are made of it.
 */
public final class Results {
  private static final Path FOLDER = Path.of("benchmarks", "target", "results");
  private static final String TITLE = "contestant\tmeasurement\tunit\tminimum\tmedian";

  private final List<Row> rows = new ArrayList<>();

  /**
   * A line of the table.
   *
   * @param contestant who was measured
   * @param measurement what was measured of it
   * @param unit in which the figures are
   * @param minimum the least of all rounds
   * @param median the one in the middle
   */
  public record Row(
      String contestant, String measurement, String unit, double minimum, double median) {

    private static Row parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(
          cells[0], cells[1], cells[2], Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
    }

    private String line() {
      return String.format(
          Locale.ROOT, "%s\t%s\t%s\t%.3f\t%.3f", contestant, measurement, unit, minimum, median);
    }
  }

  /** Adds a line. */
  public void add(String contestant, String measurement, String unit, Contest.Result result) {
    rows.add(new Row(contestant, measurement, unit, result.minimum(), result.median()));
  }

  /** All lines, in the order in which they came. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Writes the table of a benchmark to its {@link #file}. */
  public void write(String benchmark) throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(
        file(benchmark), Stream.concat(Stream.of(TITLE), rows.stream().map(Row::line)).toList());
    System.out.println(file(benchmark));
  }

  /** The table in a file. */
  public static Results read(Path file) throws IOException {
    Results results = new Results();
    Files.readAllLines(file).stream().skip(1).map(Row::parse).forEach(results.rows::add);
    return results;
  }

  /** Where the table of a benchmark is. */
  public static Path file(String benchmark) {
    return FOLDER.resolve(benchmark + ".tsv");
  }
}
