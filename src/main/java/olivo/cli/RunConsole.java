package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import olivo.engine.RunOutcome;
import olivo.model.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that somebody waits for: its progress, its summary and how it is interrupted. */
final class RunConsole {
  private static final Logger LOG = LoggerFactory.getLogger(RunConsole.class);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean quiet;

  /**
   * A console.
   *
   * @param quiet whether nothing is printed but warnings and errors
   */
  RunConsole(PrintWriter out, PrintWriter err, boolean quiet) {
    this.out = out;
    this.err = err;
    this.quiet = quiet;
  }

  /** When this process began. */
  static Instant processStart() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /**
   * Runs to the end, or until it is interrupted.
   *
   * @param fromS simulated time before this process goes on, in s
   * @param plots whether plots are drawn
   * @return the exit status
   */
  int simulate(
      RunSession session, Topology topology, double fromS, RunDirectory directory, boolean plots)
      throws IOException, InterruptedException {
    try (LogFile logFile = LogFile.open(directory.log());
        Interruption interruption = Interruption.listen(session::stop)) {
      RunSession.Result result;
      try (ProgressDisplay display =
          ProgressDisplay.create(err, topology.durationMs() * 1e-3, quiet)) {
        RunSession.Finish everything =
            (where, digests) -> {
              display.close();
              return RunProducts.make(where, digests, topology, plots);
            };
        result = session.simulate(directory, watcher(topology, fromS, display), everything);
      }
      return conclude(directory, result);
    }
  }

  /** Shows how far a run is, of which some time was simulated before. */
  static RunSession.Watcher watcher(Topology topology, double fromS, ProgressDisplay display) {
    WatchedRate watched = WatchedRate.of(topology);
    return (progress, wallS) -> {
      double simulatedS = topology.step().toMs(progress.recordedSteps()) * 1e-3;
      if (simulatedS > fromS) {
        display.show(simulatedS, wallS / (simulatedS - fromS), watched.at(progress));
      }
    };
  }

  private int conclude(RunDirectory directory, RunSession.Result result) throws IOException {
    RunReport report = result.report();
    if (result.outcome() instanceof RunOutcome.Failed failed) {
      LOG.error("the run failed", failed.cause());
      throw new RunFailure(
          report.failure() + "; " + whatIsThere(directory, report), failed.cause());
    } else if (result.outcome() instanceof RunOutcome.Stopped) {
      err.println("olivo: interrupted; " + whatIsThere(directory, report));
      return Main.INTERRUPTED;
    }
    result
        .products()
        .noPlots()
        .ifPresent(reason -> err.println("olivo: warning: no plots: " + reason));
    Optional<String> shortage = result.products().shortage(directory);
    if (shortage.isPresent()) {
      throw new RunFailure(shortage.get(), null);
    }
    if (!quiet) {
      new RunSummary(out, report).print();
      listFiles(directory, result.products().plots());
    }
    return 0;
  }

  private static String whatIsThere(RunDirectory directory, RunReport report) {
    return String.format(
        Locale.ROOT,
        "the first %.1f s are recorded in %s, \"olivo export\" and \"olivo analyze\" read them%s",
        report.simulatedS(),
        directory.path(),
        Files.exists(directory.checkpoint()) ? ", \"olivo resume\" goes on" : "");
  }

  private void listFiles(RunDirectory directory, List<Path> plots) throws IOException {
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Files in %s: run.json, topology.conf, recording, output.npz (%s)%s",
            directory.path(),
            Amounts.bytes(Files.size(directory.npz())),
            plots.isEmpty() ? "" : ", " + Amounts.of(plots.size(), "plot")));
    double seconds = Duration.between(processStart(), Instant.now()).toNanos() * 1e-9;
    out.println(String.format(Locale.ROOT, "%.1f s in all.", seconds));
  }
}
