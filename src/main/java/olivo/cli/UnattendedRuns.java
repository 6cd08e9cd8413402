package olivo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olivo.analysis.PopulationRate;
import olivo.analysis.RateCourse;
import olivo.campaign.PlannedRun;
import olivo.campaign.RatesFile;
import olivo.campaign.RunExecutor;
import olivo.campaign.RunResult;
import olivo.device.opencl.OpenClException;
import olivo.engine.exchange.Pacing;
import olivo.plan.Assignment;
import olivo.record.format.Recording;

/** Makes runs that nobody looks at: figures and rates over time are kept, recordings as told. */
final class UnattendedRuns implements RunExecutor {
  private final CampaignDirectory directory;
  private final MachineDevices machine;
  private final PlacementArguments placement;
  private final Map<PlannedRun, Assignment> assignments;
  private final boolean keep;
  private final Set<RunSession> underWay = new HashSet<>();
  private boolean stopped;

  /**
   * An executor.
   *
   * @param assignments what lives where, for each run
   * @param keep whether recordings stay
   */
  UnattendedRuns(
      CampaignDirectory directory,
      MachineDevices machine,
      PlacementArguments placement,
      Map<PlannedRun, Assignment> assignments,
      boolean keep) {
    this.directory = directory;
    this.machine = machine;
    this.placement = placement;
    this.assignments = assignments;
    this.keep = keep;
  }

  @Override
  public Optional<RunResult> earlier(PlannedRun run) {
    return directory.finished(run);
  }

  @Override
  public RunResult execute(PlannedRun run, int threads)
      throws RunFailedException, InterruptedException {
    try {
      RunDirectory own = directory.emptied(run);
      try {
        simulate(run, own, threads);
      } finally {
        if (!keep && Files.exists(own.recording())) {
          RunDirectory.deleteAll(own.recording());
        }
      }
      return directory.result(run);
    } catch (RunFailure | InputException | OpenClException e) {
      throw new RunFailedException(e.getMessage(), e);
    } catch (IOException e) {
      throw new RunFailedException(RunFailure.of(e).getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new RunFailedException(RunFailure.of(e).getMessage(), e);
    }
  }

  private void simulate(PlannedRun run, RunDirectory own, int threads)
      throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    Assignment assignment = assignments.get(run);
    try (ActorHost host = ActorHost.start(threads);
        DeviceSet devices = DeviceSet.open(machine, assignment.used(), threads)) {
      Pacing pacing =
          Pacing.DEFAULT.withMaxEpochSteps(placement.epochSteps(devices.worthwhileEpochSteps()));
      RunSession.Settings settings = new RunSession.Settings(assignment, pacing, host, startedAt);
      try (RunSession session = new RunSession(run.reading(), settings, devices)) {
        begin(session);
        try {
          session.simulate(own, (progress, wallS) -> {}, (where, digests) -> products(run, where));
        } finally {
          end(session);
        }
      }
    }
  }

  private RunProducts products(PlannedRun run, RunDirectory own) throws IOException {
    try (Recording recording = Recording.open(own.recording())) {
      Map<String, PopulationRate> rates = PopulationRate.all(recording, RatesFile.BIN_MS);
      RunDirectory.writeWhole(directory.rates(run), RatesFile.text(rates));
    }
    return RunProducts.figuresOf(own);
  }

  private synchronized void begin(RunSession session) {
    underWay.add(session);
    if (stopped) {
      session.stop();
    }
  }

  private synchronized void end(RunSession session) {
    underWay.remove(session);
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    underWay.forEach(RunSession::stop);
  }

  @Override
  public Map<String, RateCourse> rates(PlannedRun run) throws IOException {
    Path file = directory.rates(run);
    return RatesFile.read(file);
  }
}
