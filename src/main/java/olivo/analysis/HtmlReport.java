package olivo.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import olivo.model.Expectation;
import olivo.model.Topology;
import olivo.record.format.Recording;

/** Figures and plots of a run on one page for a browser. */
public final class HtmlReport {
  private static final String STYLE =
      """
      body { font-family: sans-serif; margin: 2em auto; max-width: 72em; color: #222; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { padding: 0.2em 0.8em; text-align: right; border-bottom: 1px solid #ddd; }
      th:first-child, td:first-child { text-align: left; }
      .out { background: #fbe3d6; }
      img { max-width: 100%; border: 1px solid #ddd; margin: 0.5em 0 1.5em; }
      """;

  private final Topology topology;
  private final RunStatistics statistics;
  private final boolean isSettled;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(Topology topology, RunStatistics statistics, boolean isSettled) {
    this.topology = topology;
    this.statistics = statistics;
    this.isSettled = isSettled;
  }

  /**
   * Writes the page.
   *
   * @param recording recording of the run, which need not have come to its end
   * @param topology its topology, with what is expected of it
   * @param plots plots, below the directory of the page
   * @param page the file
   */
  public static void write(Recording recording, Topology topology, List<Path> plots, Path page)
      throws IOException {
    long steps = recording.recordedSteps();
    RunStatistics statistics = RunStatistics.of(recording, steps / 2, steps);
    boolean isSettled =
        topology.expectations().stream()
            .allMatch(band -> topology.step().toMs(steps / 2) >= band.fromMs());
    HtmlReport report = new HtmlReport(topology, statistics, isSettled);
    report.head(steps);
    report.populations();
    report.weights();
    for (Path plot : plots) {
      String name = plot.getFileName().toString().replace(".png", "").replace('_', ' ');
      String source =
          page.toAbsolutePath().getParent().relativize(plot.toAbsolutePath()).toString();
      report.line("<h2>%s</h2>\n<img src=\"%s\" alt=\"%s\">", name, source, name);
    }
    report.line("</body>\n</html>");
    Files.writeString(page, report.html.toString());
  }

  private void head(long steps) {
    line("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    line("<title>%s</title>\n<style>", topology.name());
    html.append(STYLE);
    line("</style>\n</head>\n<body>\n<h1>%s</h1>", topology.name());
    line(
        "<p>Seed %s, %s s of %s s simulated in steps of %s ms.</p>",
        topology.seed(),
        number(topology.step().toMs(steps) * 1e-3),
        number(topology.durationMs() * 1e-3),
        number(topology.step().dtMs()));
  }

  private void populations() {
    if (statistics.populations().isEmpty()) {
      return;
    }
    line("<h2>Rates and intervals</h2>\n<table>");
    line(
        "<tr><th>population</th><th>cells</th><th>from s</th><th>to s</th><th>rate Hz</th>"
            + "<th>s.d. Hz</th><th>slowest Hz</th><th>fastest Hz</th><th>ISI CV</th>"
            + "<th>expected Hz</th></tr>");
    statistics
        .populations()
        .forEach(
            (name, f) ->
                line(
                    "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>"
                        + "<td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
                    mark(name, "rate_hz"),
                    name,
                    f.recordedCells(),
                    number(f.windowStartS()),
                    number(f.windowEndS()),
                    number(f.rateHz()),
                    number(f.rateSdHz()),
                    number(f.rateMinHz()),
                    number(f.rateMaxHz()),
                    number(f.isiCv()),
                    band(name, "rate_hz")));
    line("</table>");
  }

  private void weights() {
    if (statistics.weights().isEmpty()) {
      return;
    }
    line("<h2>Weights</h2>\n<table>");
    line(
        "<tr><th>projection</th><th>mean</th><th>s.d.</th><th>at a bound</th>"
            + "<th>expected mean</th></tr>");
    statistics
        .weights()
        .forEach(
            (name, w) ->
                line(
                    "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s %%</td><td>%s</td></tr>",
                    mark(name, "mean"),
                    name,
                    number(w.mean()),
                    number(w.sd()),
                    number(100 * w.fractionAtBounds()),
                    band(name, "mean")));
    line("</table>");
  }

  private Optional<Expectation> expectation(String subject, String quantity) {
    return topology.expectations().stream()
        .filter(e -> e.subject().equals(subject) && e.quantity().equals(quantity))
        .findFirst();
  }

  private String band(String subject, String quantity) {
    return expectation(subject, quantity)
        .map(e -> number(e.low()) + " to " + number(e.high()))
        .orElse("");
  }

  /** What lies outside its band shows, unless the run was too short for bands. */
  private String mark(String subject, String quantity) {
    boolean out =
        isSettled
            && expectation(subject, quantity)
                .map(e -> !statistics.figure(subject, quantity).stream().anyMatch(e::holds))
                .orElse(false);
    return out ? "out" : "in";
  }

  private static String number(double value) {
    return Double.isNaN(value)
        ? "-"
        : String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** A line with texts put in, none of which is HTML. */
  private void line(String format, Object... texts) {
    Object[] escaped = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      String text = String.valueOf(texts[i]);
      escaped[i] = text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
    html.append(String.format(Locale.ROOT, format, escaped)).append('\n');
  }
}
