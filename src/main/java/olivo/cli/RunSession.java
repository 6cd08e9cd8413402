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
import java.util.stream.Stream;
import olivo.config.ReadResult;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.plan.Assignment;
import olivo.record.RecordingProgress;
import olivo.record.RunRecorder;
import olivo.record.SynapticEventCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from the topology to its files. */
final class RunSession implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

  private final ReadResult read;
  private final Topology topology;
  private final Settings settings;
  private final DeviceSet devices;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Instant startedAt =
      Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  private final NetworkLayout network;
  private final ExchangePlan plan;
  private final Cast cast;
  private boolean handedOver;

  /**
   * How to run.
   *
   * @param assignment which slice lives where
   * @param pacing in what portions they advance
   * @param threads threads that step them
   * @param plots whether plots are drawn
   * @param quiet whether nothing is printed but errors
   */
  record Settings(
      Assignment assignment, Pacing pacing, int threads, boolean plots, boolean quiet) {}

  /** Builds everything that needs no files. */
  RunSession(
      ReadResult read, Settings settings, DeviceSet devices, PrintWriter out, PrintWriter err) {
    this.read = read;
    this.topology = read.topology();
    this.settings = settings;
    this.out = out;
    this.err = err;
    this.devices = devices;
    this.network = Lowering.lower(topology, settings.assignment().partition());
    this.plan = ExchangePlanner.plan(network, settings.pacing());
    this.cast =
        Cast.create(
            plan, settings.pacing(), slice -> devices.get(settings.assignment().deviceOf(slice)));
  }

  private double sinceStartS() {
    return Duration.between(startedAt, Instant.now()).toNanos() * 1e-9;
  }

  /**
   * Runs to the end, or until it is interrupted.
   *
   * @return the exit status
   */
  int simulate(RunDirectory directory) throws IOException, InterruptedException {
    RunDirectory.writeWhole(directory.topology(), read.resolvedHocon() + "\n");
    try (LogFile logFile = LogFile.open(directory.log());
        RunRecorder recorder = Recorders.create(directory.recording(), read, network)) {
      LOG.info(
          "{} for {} steps on {} with {} threads",
          topology.name(),
          topology.steps(),
          String.join(", ", devices.all().keySet()),
          settings.threads());
      SynapticEventCount events = new SynapticEventCount(recorder, Recorders.outdegrees(network));
      double setupS = sinceStartS();
      long loopStartNs = System.nanoTime();
      handedOver = true;
      EpochCounts epochs = new EpochCounts(plan.participants().size());
      ActorRun run = ActorRun.start(plan, cast, events, epochs, settings.threads());
      try (Interruption interruption = Interruption.listen(run::stop)) {
        RunOutcome outcome = watch(run, recorder, loopStartNs);
        double loopS = (System.nanoTime() - loopStartNs) * 1e-9;
        LOG.info("{} after {} s", outcome.getClass().getSimpleName(), loopS);
        recorder.close();
        return wrapUp(directory, outcome, recorder, events.count(), epochs, setupS, loopS);
      }
    }
  }

  private RunOutcome watch(ActorRun run, RunRecorder recorder, long loopStartNs)
      throws InterruptedException {
    WatchedRate watched = WatchedRate.of(topology);
    try (ProgressDisplay display =
        ProgressDisplay.create(err, topology.durationMs() * 1e-3, settings.quiet())) {
      Optional<RunOutcome> outcome = Optional.empty();
      while (outcome.isEmpty()) {
        outcome = run.await(LOOK_EVERY);
        RecordingProgress progress = recorder.progress();
        double simulatedS = topology.step().toMs(progress.recordedSteps()) * 1e-3;
        if (simulatedS > 0) {
          double wallS = (System.nanoTime() - loopStartNs) * 1e-9;
          display.show(simulatedS, wallS / simulatedS, watched.at(progress));
        }
      }
      return outcome.get();
    }
  }

  private int wrapUp(
      RunDirectory directory,
      RunOutcome outcome,
      RunRecorder recorder,
      long synapticEvents,
      EpochCounts epochs,
      double setupS,
      double loopS)
      throws IOException {
    boolean completed = outcome instanceof RunOutcome.Completed;
    RunProducts products =
        completed
            ? RunProducts.make(
                directory, recorder.digests(), topology.expectations(), settings.plots())
            : RunProducts.figuresOf(directory);
    RunReport report =
        new RunReport(
            read,
            statusOf(outcome),
            outcome instanceof RunOutcome.Failed failed ? describe(failed) : null,
            devicesWithSlices(),
            settings.assignment().reasons(),
            settings.threads(),
            recorder.progress(),
            recorder.digests(),
            synapticEvents,
            epochs.byName(plan),
            new RunReport.WallTimes(setupS, loopS, sinceStartS()),
            products.statistics());
    report.write(directory.runJson());
    if (outcome instanceof RunOutcome.Failed failed) {
      LOG.error("the run failed", failed.cause());
      throw new RunFailure(
          describe(failed) + "; " + whatIsThere(directory, report), failed.cause());
    } else if (!completed) {
      err.println("olivo: interrupted; " + whatIsThere(directory, report));
      return Main.INTERRUPTED;
    }
    products.noPlots().ifPresent(reason -> err.println("olivo: warning: no plots: " + reason));
    if (!settings.quiet()) {
      new RunSummary(out, report).print();
      listFiles(directory, products.plots());
    }
    return 0;
  }

  private List<RunReport.DeviceUse> devicesWithSlices() {
    return devices.all().values().stream()
        .map(
            device ->
                new RunReport.DeviceUse(
                    device.name(), device.description(), slicesOn(device.name())))
        .toList();
  }

  private List<String> slicesOn(String device) {
    return Stream.concat(
            network.sources().stream().map(SourceLayout::slice),
            network.neurons().stream().map(NeuronLayout::slice))
        .filter(slice -> settings.assignment().deviceOf(slice).equals(device))
        .map(Slice::label)
        .toList();
  }

  private static String statusOf(RunOutcome outcome) {
    if (outcome instanceof RunOutcome.Completed) {
      return "completed";
    }
    return outcome instanceof RunOutcome.Stopped ? "interrupted" : "failed";
  }

  private static String describe(RunOutcome.Failed failed) {
    Throwable cause = failed.cause();
    return failed.participant()
        + " failed"
        + failed
            .epoch()
            .map(e -> " in steps " + e.firstStep() + " to " + (e.endStep() - 1))
            .orElse("")
        + ": "
        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  private static String whatIsThere(RunDirectory directory, RunReport report) {
    return String.format(
        Locale.ROOT,
        "the first %.1f s are recorded in %s, \"olivo export\" and \"olivo analyze\" read them",
        report.simulatedS(),
        directory.path());
  }

  private void listFiles(RunDirectory directory, List<Path> plots) throws IOException {
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Files in %s: run.json, topology.conf, recording, output.npz (%.0f MB)%s",
            directory.path(),
            Files.size(directory.npz()) * 1e-6,
            plots.isEmpty() ? "" : ", " + plots.size() + " plots"));
    out.println(String.format(Locale.ROOT, "%.1f s in all.", sinceStartS()));
  }

  @Override
  public void close() {
    if (!handedOver) {
      cast.close();
    }
  }
}
