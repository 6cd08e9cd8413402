package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.bench.Calibration;
import olivo.bench.EncodedHistogram;
import olivo.bench.ForkResult;
import olivo.bench.JavaFork;
import olivo.bench.Machine;
import olivo.config.ReadResult;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Pacing;
import olivo.latency.LatencyHistograms;
import olivo.latency.Phase;
import olivo.plan.Assignment;

/** One measuring process of a benchmark: from within, and from outside. */
final class BenchFork {
  private final ReadResult read;
  private final Assignment assignment;
  private final PlacementArguments placement;
  private final int threads;

  /** What this process is to run. */
  BenchFork(ReadResult read, Assignment assignment, PlacementArguments placement, int threads) {
    this.read = read;
    this.assignment = assignment;
    this.placement = placement;
    this.threads = threads;
  }

  /**
   * Runs another process to its end and takes its result.
   *
   * @param arguments its command line, without where its result goes
   * @param work directory for its files, with nothing else in it
   * @param name for people
   */
  static ForkResult start(List<String> arguments, Path work, String name)
      throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path result = work.resolve("result.json");
    Path log = work.resolve("log.txt");
    List<String> all = new ArrayList<>(arguments);
    all.add("--fork-result");
    all.add(result.toAbsolutePath().toString());
    int status = new JavaFork(Main.class.getName(), all).run(log);
    if (status != 0) {
      throw new RunFailure(
          String.format(
              "%s ended with status %d: %s (%s)", name, status, JavaFork.lastWords(log), log),
          null);
    }
    try {
      return ForkResult.read(result);
    } finally {
      RunDirectory.deleteAll(work);
    }
  }

  /**
   * Runs in this process.
   *
   * @param warmUp runs that are not measured
   * @param iterations runs that are
   * @param file where the result goes; runs are written beside it
   */
  void measure(BenchArguments.WarmUp warmUp, int iterations, Path file)
      throws InterruptedException {
    List<Calibration> calibrations = new ArrayList<>();
    List<ForkResult.Run> runs = new ArrayList<>();
    double setupS = 0;
    try (DeviceSet devices = DeviceSet.open(new MachineDevices(), assignment.used(), threads)) {
      long beganNs = System.nanoTime();
      for (int done = 0; runs.size() < iterations; done++) {
        boolean measured = !runs.isEmpty() || warmUp.isOver(done, beganNs);
        calibrations.add(Calibration.measure());
        Instant startedAt = done == 0 ? RunConsole.processStart() : Instant.now();
        RunReport report = run(devices, startedAt, file.resolveSibling("run"));
        if (done == 0) {
          setupS = report.wall().setupS();
        }
        if (measured) {
          runs.add(figures(report));
        }
      }
      calibrations.add(Calibration.measure());
      new ForkResult(calibrations, runs, setupS, Machine.peakResidentBytes().orElse(0)).write(file);
    } catch (IOException e) {
      throw RunFailure.of(e);
    } catch (OutOfMemoryError e) {
      throw RunFailure.of(e);
    }
  }

  private RunReport run(DeviceSet devices, Instant startedAt, Path path)
      throws IOException, InterruptedException {
    try (ActorHost host = ActorHost.start(threads)) {
      RunSession.Settings settings =
          new RunSession.Settings(
              assignment,
              Pacing.DEFAULT.withMaxEpochSteps(
                  placement.epochSteps(devices.worthwhileEpochSteps())),
              host,
              startedAt);
      try (RunSession session = new RunSession(read, settings, devices)) {
        RunSession.Result result =
            session.simulate(
                RunDirectory.create(path, true),
                (progress, wallS) -> {},
                (where, digests) -> RunProducts.figuresOf(where));
        if (!(result.outcome() instanceof RunOutcome.Completed)) {
          throw new RunFailure(
              result.report().failure() == null ? "interrupted" : result.report().failure(), null);
        }
        return result.report();
      }
    } finally {
      if (Files.exists(path)) {
        RunDirectory.deleteAll(path);
      }
    }
  }

  private static ForkResult.Run figures(RunReport report) {
    LatencyHistograms latencies = report.latencies();
    Map<String, Map<String, String>> participants = new LinkedHashMap<>();
    for (int i = 0; i < latencies.participants(); i++) {
      Map<String, String> phases = new LinkedHashMap<>();
      for (Phase phase : Phase.values()) {
        latencies
            .of(i, phase)
            .ifPresent(histogram -> phases.put(phase.key(), EncodedHistogram.encode(histogram)));
      }
      participants.put(report.participants().get(i), phases);
    }
    return new ForkResult.Run(
        report.wall().loopS(),
        report.simulatedS(),
        report.synapticEvents(),
        report.digests().get("spikes"),
        participants);
  }
}
