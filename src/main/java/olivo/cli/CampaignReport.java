package olivo.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import olivo.analysis.Moments;
import olivo.campaign.Comparison;
import olivo.campaign.GridPoint;
import olivo.campaign.RunResult;
import olivo.campaign.Tables;

/** What a person reads at the end of many runs. */
final class CampaignReport {
  private static final String RATE = ".rate_hz";
  private static final List<String> SHOWN = List.of(RATE, ".mean");

  private final PrintWriter out;

  CampaignReport(PrintWriter out) {
    this.out = out;
  }

  /** A row for each grid point: rates and mean weights, with the s.d. over seeds in brackets. */
  void points(String title, String what, List<RunResult> results) {
    Map<GridPoint, List<RunResult>> points = Tables.byPoint(results);
    Set<String> columns = new LinkedHashSet<>();
    for (RunResult result : results) {
      result.figures().keySet().stream()
          .filter(column -> SHOWN.stream().anyMatch(column::endsWith))
          .forEach(columns::add);
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(what, "runs"));
    columns.forEach(column -> header.add(heading(column)));
    rows.add(header);
    points.forEach(
        (point, ofPoint) -> {
          List<String> row = new ArrayList<>(List.of(point.label(), count(ofPoint)));
          columns.forEach(column -> row.add(cell(Tables.moments(ofPoint, column))));
          rows.add(row);
        });
    out.println();
    out.println(title);
    print(rows);
    String unseen =
        columns.stream()
            .filter(column -> column.endsWith(RATE))
            .filter(column -> points.values().stream().anyMatch(runs -> isUnseen(runs, column)))
            .map(column -> column.substring(0, column.length() - RATE.length()))
            .collect(Collectors.joining(", "));
    if (!unseen.isEmpty()) {
      out.println("-: nothing of the second half of the run is recorded of " + unseen + ".");
    }
  }

  /** Whether runs came to their end and none of them has a rate, though spikes were recorded. */
  private static boolean isUnseen(List<RunResult> results, String column) {
    return Tables.moments(results, column).count() == 0
        && results.stream().anyMatch(r -> r.completed() && r.figures().containsKey(column));
  }

  private static String heading(String column) {
    String subject = column.substring(0, column.lastIndexOf('.'));
    return column.endsWith(".mean") ? "w " + subject : subject + " Hz";
  }

  private static String count(List<RunResult> results) {
    long completed = results.stream().filter(RunResult::completed).count();
    return completed == results.size() ? "" + completed : completed + "/" + results.size();
  }

  private static String cell(Moments moments) {
    if (moments.count() == 0) {
      return "-";
    }
    String mean = String.format(Locale.ROOT, "%.3f", moments.mean());
    return moments.count() == 1 ? mean : mean + String.format(Locale.ROOT, " (%.3f)", moments.sd());
  }

  /** What was expected and did not hold, or that all did. */
  void comparisons(List<Comparison> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("variant", "figure", "measured", "expected", "", "source"));
    for (Comparison comparison : comparisons) {
      rows.add(
          List.of(
              comparison.variant(),
              comparison.figure(),
              comparison.isMeasured() ? digits(comparison.measured()) : "-",
              digits(comparison.expected()) + " +- " + digits(comparison.tolerance()),
              verdict(comparison),
              comparison.source()));
    }
    out.println();
    out.println("Expectations");
    print(rows);
    long held = comparisons.stream().filter(Comparison::held).count();
    long measured = comparisons.stream().filter(Comparison::isMeasured).count();
    long missing = comparisons.size() - measured;
    out.println(
        held
            + " of "
            + measured
            + " expectations held"
            + (missing > 0 ? ", " + missing + " could not be measured." : "."));
  }

  private static String verdict(Comparison comparison) {
    if (!comparison.isMeasured()) {
      return "not measured (" + comparison.missing() + ")";
    }
    return comparison.held() ? "held" : "NOT HELD";
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** The files at the top of the directory. */
  void files(Path directory, List<String> names) {
    out.println();
    out.println("Files in " + directory + ": " + String.join(", ", names) + ", runs");
  }

  private void print(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        cells.add(row.get(i) + " ".repeat(widths[i] - row.get(i).length()));
      }
      out.println(cells.stream().collect(Collectors.joining("  ")).stripTrailing());
    }
  }
}
