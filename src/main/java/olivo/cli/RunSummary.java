package olivo.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import olivo.analysis.RunStatistics;
import olivo.analysis.WeightStatistics;
import olivo.model.Expectation;

/** What a person reads at the end of a run. */
final class RunSummary {
  private final PrintWriter out;
  private final RunReport report;

  RunSummary(PrintWriter out, RunReport report) {
    this.out = out;
    this.report = report;
  }

  void print() {
    if (report.before().steps() > 0) {
      line("The first %s s were simulated before.", number(report.resumedS()));
    }
    line(
        "%s, seed %d, on %s: %s s simulated in %.2f s",
        report.topology().name(),
        report.topology().seed(),
        String.join(", ", report.devices().stream().map(RunReport.DeviceUse::name).toList()),
        number(report.simulatedS() - report.resumedS()),
        report.wall().loopS());
    line(
        "real-time factor %.4f, %s synaptic events per second",
        report.realTimeFactor(), Amounts.large(report.synapticEventsPerS()));
    if (report.devices().size() > 1) {
      report.devices().forEach(d -> line("%-11s %s", d.name(), String.join(", ", d.slices())));
    }
    report.reasons().forEach(reason -> line("%s", reason));
    line("");
    printPopulations();
    printParts();
    printWeights();
    printExpectations();
    line("");
    line("digest of spikes   %s", report.digests().get("spikes"));
    if (!report.statistics().weights().isEmpty()) {
      line("digest of weights  %s", report.digests().get("weights"));
    }
  }

  private void printPopulations() {
    RunStatistics statistics = report.statistics();
    if (statistics.populations().isEmpty()) {
      return;
    }
    line("Rates and intervals from %s to %s s:", number(startS()), number(report.simulatedS()));
    line(
        "%-10s %8s %10s %9s %8s %7s  %s",
        "population", "cells", "spikes", "rate Hz", "s.d. Hz", "ISI CV", "expected Hz");
    statistics
        .populations()
        .forEach(
            (name, figures) ->
                line(
                    "%-10s %8d %10d %9.3f %8.3f %7s  %s",
                    name,
                    figures.recordedCells(),
                    figures.spikes(),
                    figures.rateHz(),
                    figures.rateSdHz(),
                    Double.isNaN(figures.isiCv())
                        ? "-"
                        : String.format(Locale.ROOT, "%.3f", figures.isiCv()),
                    band(name, "rate_hz")));
  }

  /** What the table does not show of populations that are recorded in part. */
  private void printParts() {
    report
        .statistics()
        .populations()
        .forEach(
            (name, figures) -> {
              if (report.isPartial(report.topology().population(name)) && !isUsual(figures)) {
                line(
                    "%s: %d of %d cells are recorded, rates are from %s to %s s.",
                    name,
                    figures.recordedCells(),
                    figures.size(),
                    number(figures.windowStartS()),
                    number(figures.windowEndS()));
              }
            });
  }

  /** Whether figures are of all cells and of the second half of the run. */
  private boolean isUsual(RunStatistics.PopulationFigures figures) {
    double halfStepS = report.topology().step().dtMs() * 1e-3 / 2;
    return figures.recordedCells() == figures.size()
        && Math.abs(figures.windowStartS() - startS()) < halfStepS
        && Math.abs(figures.windowEndS() - report.simulatedS()) < halfStepS;
  }

  /** Where the second half of the run begins. */
  private double startS() {
    return report.topology().step().toMs(report.recorded().recordedSteps() / 2) * 1e-3;
  }

  private void printWeights() {
    for (Map.Entry<String, WeightStatistics> entry : report.statistics().weights().entrySet()) {
      WeightStatistics weights = entry.getValue();
      line("");
      line(
          "Weights of %s: mean %.4f (expected %s), s.d. %.4f, at a bound %.2f %%",
          entry.getKey(),
          weights.mean(),
          band(entry.getKey(), "mean"),
          weights.sd(),
          100 * weights.fractionAtBounds());
    }
  }

  private String band(String subject, String quantity) {
    Optional<Expectation> expected =
        report.topology().expectations().stream()
            .filter(e -> e.subject().equals(subject) && e.quantity().equals(quantity))
            .findFirst();
    return expected.map(e -> number(e.low()) + " to " + number(e.high())).orElse("-");
  }

  private void printExpectations() {
    List<Expectation> expectations = report.topology().expectations();
    if (expectations.isEmpty()) {
      return;
    }
    int held = 0;
    int judged = 0;
    line("");
    for (Expectation expectation : expectations) {
      if (isTooEarly(expectation)) {
        continue;
      }
      judged++;
      OptionalDouble figure =
          report.statistics().figure(expectation.subject(), expectation.quantity());
      if (figure.isPresent() && expectation.holds(figure.getAsDouble())) {
        held++;
      } else {
        line(
            "Outside its band: %s of %s is %s, expected %s to %s",
            expectation.quantity(),
            expectation.subject(),
            figure.isPresent() ? number(figure.getAsDouble()) : "not measured",
            number(expectation.low()),
            number(expectation.high()));
      }
    }
    expectations.stream()
        .filter(this::isTooEarly)
        .collect(
            Collectors.groupingBy(
                Expectation::fromMs,
                TreeMap::new,
                Collectors.mapping(
                    e -> e.quantity() + " of " + e.subject(), Collectors.joining(", "))))
        .forEach(
            (fromMs, figures) ->
                line(
                    "Not judged, as the run ends before %s s and figures are of its second half: %s",
                    number(2 * fromMs * 1e-3), figures));
    if (judged > 0) {
      line("%d of %d figures lie in the bands that the topology expects.", held, judged);
    }
  }

  /** Whether the second half of the run, of which figures are, begins before a band holds. */
  private boolean isTooEarly(Expectation expectation) {
    return report.topology().step().toMs(report.recorded().recordedSteps() / 2)
        < expectation.fromMs();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
