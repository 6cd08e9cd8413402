package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import olivo.bench.BenchResult;
import olivo.bench.Comparison;
import olivo.bench.ForkResult;
import olivo.bench.Machine;
import olivo.bench.Metric;
import olivo.bench.ThroughputProfile;
import olivo.latency.LatencySummary;
import olivo.latency.Phase;
import org.HdrHistogram.Histogram;

/** What a person reads of a benchmark: 80 columns. */
final class BenchConsole {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean quiet;

  BenchConsole(PrintWriter out, PrintWriter err, boolean quiet) {
    this.out = out;
    this.err = err;
    this.quiet = quiet;
  }

  void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }

  /** A process has ended. */
  void progress(String name, ForkResult fork) {
    if (!quiet) {
      err.println(
          String.format(
              Locale.ROOT,
              "%s: real-time factor %s, calibration %.2f ns",
              name,
              String.join(
                  " ",
                  fork.runs().stream()
                      .map(run -> String.format(Locale.ROOT, "%.4f", run.realTimeFactor()))
                      .toList()),
              fork.calibrationNs()));
    }
  }

  void machine(Machine machine) {
    line(
        "%s, %d processors, %.1f GiB, governor %s",
        machine.processor(),
        machine.processors(),
        machine.memoryMib() / 1024.0,
        machine.governor());
    line("%s, %s, load before %.2f", machine.java(), machine.system(), machine.loadAverage());
    if (machine.isBusy()) {
      line("The machine was busy: these times are worth little.");
    }
  }

  void latencies(Map<Phase, Histogram> phases, Histogram corrected) {
    line("");
    line(
        "%-15s %10s %9s %9s %9s %9s %9s",
        "latency in us", "count", "p50", "p90", "p99", "p99.9", "max");
    phases.forEach(
        (phase, histogram) -> {
          latency(phase.key(), histogram);
          if (phase == Phase.EPOCH_INTERVAL) {
            latency("  corrected", corrected);
          }
        });
  }

  private void latency(String name, Histogram histogram) {
    line(
        "%-15s %10d %9s %9s %9s %9s %9s",
        name,
        histogram.getTotalCount(),
        digits(LatencySummary.us(histogram, 50)),
        digits(LatencySummary.us(histogram, 90)),
        digits(LatencySummary.us(histogram, 99)),
        digits(LatencySummary.us(histogram, 99.9)),
        digits(LatencySummary.us(histogram, 100)));
  }

  void throughputs(List<ThroughputProfile> profiles) {
    line("");
    line(
        "%-16s %8s %19s %10s %8s %8s",
        "", "rtf", "least to most", "M events/s", "set-up s", "peak MiB");
    for (ThroughputProfile profile : profiles) {
      Metric speed = profile.realTimeFactor();
      line(
          "%-16s %8s %19s %10.1f %8.2f %8.0f",
          profile.name(),
          digits(speed.median()),
          digits(speed.least()) + " to " + digits(speed.largest()),
          profile.eventsPerS().median() * 1e-6,
          profile.setUp().median(),
          profile.peakMemory().median());
    }
    line("rtf: wall time for simulated time; tN: N threads.");
  }

  /** A positive number with at least three digits. */
  static String digits(double value) {
    int decimals = value < 1 ? 4 : value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String ratio(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /**
   * Tells how results compare with a baseline.
   *
   * @return whether anything has become worse
   */
  private boolean comparison(
      List<Comparison> comparisons,
      BenchResult result,
      BenchResult baseline,
      BenchArguments arguments) {
    line("");
    line("Compared with %s, of version %s on", arguments.baseline(), baseline.version());
    machine(baseline.machine());
    options("then", baseline.machine(), result.machine());
    options("now", result.machine(), baseline.machine());
    line("");
    line(
        "%-21s %6s %6s %-12s %7s %-12s %s",
        "", "then", "now", "ratio", "machine", "calibrated", "verdict");
    for (Comparison comparison : comparisons) {
      line(
          "%-21s %6s %6s %-12s %7s %-12s %s",
          comparison.name() + (comparison.unit().isEmpty() ? "" : " " + comparison.unit()),
          digits(comparison.baseline()),
          digits(comparison.now()),
          ratio(comparison.ratioLow()) + " to " + ratio(comparison.ratioHigh()),
          comparison.isTime() ? ratio(comparison.calibrationRatio()) : "",
          ratio(comparison.calibratedLow()) + " to " + ratio(comparison.calibratedHigh()),
          comparison.inWords());
    }
    List<Comparison> worse =
        comparisons.stream().filter(c -> c.verdict() == Comparison.Verdict.SLOWER).toList();
    line("");
    line("machine: ratio of the calibrations, above 1 if the machine is slower now.");
    line("ratio: 95 %% interval of now by then, by bootstrap over processes and their runs;");
    line("calibrated: the same of times divided by the calibration of their process.");
    line("A verdict wants both.");
    line("");
    notCompared("the baseline", baseline.missingIn(result));
    notCompared("this result", result.missingIn(baseline));
    if (comparisons.stream().anyMatch(c -> c.verdict() == Comparison.Verdict.UNDECIDED)) {
      line("Undecided: a verdict needs three processes or more on both sides.");
    } else if (worse.isEmpty()) {
      line(
          "No significant change for the worse by more than %.0f %%.", 100 * arguments.tolerance());
    }
    worse.forEach(
        c ->
            line(
                "%s: %s, most likely ratio %s, calibrated %s.",
                c.isTime() ? "Slower" : "More",
                c.name(),
                ratio(c.ratio()),
                ratio(c.calibratedRatio())));
    if (!worse.isEmpty() && (result.machine().isBusy() || baseline.machine().isBusy())) {
      line("A machine was busy: measure again on a quiet one before you believe it.");
    }
    return !worse.isEmpty();
  }

  /** Options of Java that only one of the two results had: they may be what made the difference. */
  private void options(String when, Machine machine, Machine other) {
    List<String> own =
        machine.javaOptions().stream().filter(o -> !other.javaOptions().contains(o)).toList();
    if (!own.isEmpty()) {
      line("Options of Java only %s: %s", when, String.join(" ", own));
    }
  }

  private void notCompared(String where, List<String> names) {
    if (!names.isEmpty()) {
      line("Not compared, only in %s:", where);
      names.forEach(name -> line("  %s", name));
    }
  }

  /** Writes the JSON file, and compares it with the baseline if there is one. */
  int conclude(
      Path file, BenchResult result, Optional<BenchResult> baseline, BenchArguments arguments)
      throws IOException {
    RunDirectory.writeWhole(file, result.toJson());
    if (baseline.isEmpty()) {
      return 0;
    }
    List<Comparison> comparisons = result.comparedWith(baseline.get(), arguments.tolerance());
    RunDirectory.writeWhole(
        file.resolveSibling("comparison.json"),
        Comparison.toJson(arguments.baseline().toString(), arguments.tolerance(), comparisons));
    boolean worse = comparison(comparisons, result, baseline.get(), arguments);
    return worse && arguments.failOnRegression() ? Main.REGRESSION : 0;
  }
}
