package olivo.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import olivo.analysis.Moments;
import olivo.analysis.Rounded;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The tables of a campaign, as comma-separated values (RFC 4180, lines ended by LF). */
public final class Tables {
  static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

  private static final Set<String> NOT_AVERAGED =
      Set.of("digest_spikes", "digest_weights", "window_start_s", "window_end_s");

  private Tables() {}

  /** One row for each run: what is varied, seed, status, reason, all figures. */
  public static String ofRuns(List<RunResult> results) throws IOException {
    Set<String> varied = varied(results);
    Set<String> figures = figures(results);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      List<String> header = new ArrayList<>(List.of("run"));
      header.addAll(varied);
      header.addAll(List.of("seed", "status", "reason"));
      header.addAll(figures);
      csv.printRecord(header);
      for (RunResult result : results) {
        PlannedRun run = result.run();
        List<String> row = new ArrayList<>(List.of(run.name()));
        varied.forEach(path -> row.add(run.point().values().getOrDefault(path, "")));
        row.add(Long.toString(run.seed()));
        row.add(result.status().word());
        row.add(result.reason());
        figures.forEach(figure -> row.add(result.figures().getOrDefault(figure, "")));
        csv.printRecord(row);
      }
    }
    return text.toString();
  }

  /** One row for each grid point: mean and s.d. over the seeds of its completed runs. */
  public static String ofPoints(List<RunResult> results) throws IOException {
    Set<String> varied = varied(results);
    Set<String> figures = figures(results);
    figures.removeAll(NOT_AVERAGED);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      List<String> header = new ArrayList<>(varied);
      header.add("completed_runs");
      figures.forEach(figure -> header.addAll(List.of(figure + ".mean", figure + ".sd")));
      csv.printRecord(header);
      for (Map.Entry<GridPoint, List<RunResult>> point : byPoint(results).entrySet()) {
        List<Object> row = new ArrayList<>();
        varied.forEach(path -> row.add(point.getKey().values().getOrDefault(path, "")));
        row.add(point.getValue().stream().filter(RunResult::completed).count());
        for (String figure : figures) {
          Moments moments = moments(point.getValue(), figure);
          row.add(number(moments.mean()));
          row.add(number(moments.sd()));
        }
        csv.printRecord(row);
      }
    }
    return text.toString();
  }

  private static Object number(double value) {
    return Double.isNaN(value) ? "" : Rounded.of(value);
  }

  /** Results by grid point, in the order of both. */
  public static Map<GridPoint, List<RunResult>> byPoint(List<RunResult> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.run().point(), LinkedHashMap::new, Collectors.toList()));
  }

  /** A figure over the completed runs among some. */
  public static Moments moments(List<RunResult> results, String column) {
    Moments moments = new Moments();
    for (RunResult result : results) {
      OptionalDouble figure = result.number(column);
      if (result.completed() && figure.isPresent()) {
        moments.add(figure.getAsDouble());
      }
    }
    return moments;
  }

  private static Set<String> varied(List<RunResult> results) {
    Set<String> varied = new LinkedHashSet<>();
    results.forEach(result -> varied.addAll(result.run().point().values().keySet()));
    return varied;
  }

  private static Set<String> figures(List<RunResult> results) {
    Set<String> figures = new LinkedHashSet<>();
    results.forEach(result -> figures.addAll(result.figures().keySet()));
    return figures;
  }
}
