package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import olivo.config.ReadResult;
import olivo.device.Device;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Slice;
import olivo.device.layout.SourceLayout;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.StartingPoint;
import olivo.latency.LatencyHistograms;
import olivo.model.Topology;
import olivo.plan.Assignment;
import olivo.record.RecordingProgress;
import olivo.record.RunRecorder;
import olivo.record.SynapticEventCount;
import olivo.record.checkpoint.KeptRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from the topology to its recording, figures and {@code run.json}. Prints nothing. */
final class RunSession implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

  private final ReadResult read;
  private final Topology topology;
  private final Settings settings;
  private final DeviceSet devices;
  private final NetworkLayout network;
  private final ExchangePlan plan;
  private final Cast cast;
  private boolean handedOver;
  private boolean stopped;
  private ActorRun underWay;

  /**
   * How to run.
   *
   * @param assignment which slice lives where
   * @param pacing in what portions they advance
   * @param host where its actors will live, with the threads that step them
   * @param startedAt from when on wall time counts
   * @param checkpointSteps steps from one checkpoint to the next; 0 for none
   * @param kept the checkpoint with which the run goes on, if it does
   */
  record Settings(
      Assignment assignment,
      Pacing pacing,
      ActorHost host,
      Instant startedAt,
      long checkpointSteps,
      Optional<KeptRun> kept) {
    /** Of a run from its beginning, without checkpoints. */
    Settings(Assignment assignment, Pacing pacing, ActorHost host, Instant startedAt) {
      this(assignment, pacing, host, startedAt, 0, Optional.empty());
    }

    private Checkpointing checkpointing() {
      return new Checkpointing(new StartingPoint(kept.map(KeptRun::checkpoint)), checkpointSteps);
    }
  }

  /** What looks on while a run goes on. */
  interface Watcher {
    /**
     * The run has come this far.
     *
     * @param wallS wall time since the first step in s
     */
    void at(RecordingProgress progress, double wallS);
  }

  /** What is made of the recording of a run that came to its end. */
  interface Finish {
    /** Makes it; {@code digests} as in {@link RunReport}. */
    RunProducts of(RunDirectory directory, Map<String, String> digests) throws IOException;
  }

  /**
   * A run that is over.
   *
   * @param outcome how it ended
   * @param report what {@code run.json} says
   * @param products what was made of the recording
   */
  record Result(RunOutcome outcome, RunReport report, RunProducts products) {}

  /** Builds everything that needs no files. */
  RunSession(ReadResult read, Settings settings, DeviceSet devices) {
    this.read = read;
    this.topology = read.topology();
    this.settings = settings;
    this.devices = devices;
    Room.check(topology, settings, devices);
    this.network = Lowering.lower(topology, settings.assignment().partition());
    this.plan = ExchangePlanner.plan(network, settings.pacing());
    this.cast = Cast.create(plan, settings.pacing(), this::deviceOf);
    settings.kept().ifPresent(this::restore);
  }

  private void restore(KeptRun kept) {
    try {
      cast.restore(plan, kept.checkpoint());
    } catch (RuntimeException e) {
      cast.close();
      throw e;
    }
  }

  private Device deviceOf(Slice slice) {
    return devices.get(settings.assignment().deviceOf(slice));
  }

  private double sinceStartS() {
    return Duration.between(settings.startedAt(), Instant.now()).toNanos() * 1e-9;
  }

  /** Ends the run early, also one that has not begun; by any thread. */
  synchronized void stop() {
    stopped = true;
    if (underWay != null) {
      underWay.stop();
    }
  }

  private synchronized void begin(ActorRun run) {
    underWay = run;
    if (stopped) {
      run.stop();
    }
  }

  /** Runs to the end, or until it is stopped or fails. Everything recorded is written then. */
  Result simulate(RunDirectory directory, Watcher watcher, Finish finish)
      throws IOException, InterruptedException {
    RunDirectory.writeWhole(directory.topology(), read.resolvedHocon() + "\n");
    if (!topology.protocol().isEmpty()) {
      RunDirectory.writeWhole(directory.trials(), TrialTable.of(topology));
    }
    try (RunLock lock = RunLock.take(directory.path());
        RunRecorder recorder = recorder(directory)) {
      LOG.info(
          "{} for {} steps on {} with {} threads",
          topology.name(),
          topology.steps(),
          String.join(", ", devices.all().keySet()),
          settings.host().threads());
      SynapticEventCount events = new SynapticEventCount(recorder, Recorders.outdegrees(network));
      if (settings.kept().isPresent()) {
        events.addPast(recorder);
      }
      RunReport.Before before =
          new RunReport.Before(recorder.progress().recordedSteps(), events.count());
      network.releaseConnections();
      double setupS = sinceStartS();
      long loopStartNs = System.nanoTime();
      handedOver = true;
      LatencyHistograms latencies =
          new LatencyHistograms(plan.participants().size(), plan.recorder());
      ActorRun run =
          ActorRun.start(settings.host(), plan, cast, settings.checkpointing(), events, latencies);
      begin(run);
      RunOutcome outcome = watch(run, recorder, watcher, loopStartNs);
      double loopS = (System.nanoTime() - loopStartNs) * 1e-9;
      LOG.info("{} after {} s", outcome.getClass().getSimpleName(), loopS);
      Function<RunProducts, RunReport> report =
          products ->
              new RunReport(
                  read,
                  statusOf(outcome),
                  outcome instanceof RunOutcome.Failed failed ? describe(failed) : null,
                  devicesWithSlices(),
                  settings.assignment().reasons(),
                  settings.host().threads(),
                  before,
                  recorder.progress(),
                  recorder.digests(),
                  events.count(),
                  participants(),
                  latencies,
                  new RunReport.WallTimes(setupS, loopS, sinceStartS()),
                  products.statistics());
      boolean completed = outcome instanceof RunOutcome.Completed;
      if (!completed) {
        // Somebody may be at work still.
        run.awaitTermination();
      }
      try {
        return conclude(
            directory,
            recorder,
            outcome,
            completed ? finish : (where, digests) -> RunProducts.figuresIfTheyFit(where),
            report);
      } finally {
        if (completed) {
          // Actors go while plots are drawn, but before their devices do.
          run.awaitTermination();
        }
      }
    }
  }

  private static Result conclude(
      RunDirectory directory,
      RunRecorder recorder,
      RunOutcome outcome,
      Finish finish,
      Function<RunProducts, RunReport> reporting)
      throws IOException {
    recorder.close();
    RunProducts products = finish.of(directory, recorder.digests());
    RunReport report = reporting.apply(products);
    report.write(directory.runJson());
    // From here on the run is complete; until here it can go on.
    if (outcome instanceof RunOutcome.Completed && Files.exists(directory.checkpoint())) {
      RunDirectory.deleteAll(directory.checkpoint());
    }
    return new Result(outcome, report, products);
  }

  private RunRecorder recorder(RunDirectory directory) throws IOException {
    return settings.kept().isPresent()
        ? Recorders.reopen(
            directory, read, network, settings.kept().get(), settings.checkpointSteps())
        : Recorders.create(directory, read, network, settings.checkpointSteps());
  }

  private RunOutcome watch(ActorRun run, RunRecorder recorder, Watcher watcher, long loopStartNs)
      throws InterruptedException {
    Optional<RunOutcome> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      outcome = run.await(LOOK_EVERY);
      watcher.at(recorder.progress(), (System.nanoTime() - loopStartNs) * 1e-9);
    }
    return outcome.get();
  }

  private List<String> participants() {
    return plan.participants().stream().map(Participant::name).toList();
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
      return RunReport.COMPLETED;
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

  @Override
  public void close() {
    if (!handedOver) {
      cast.close();
    }
  }
}
