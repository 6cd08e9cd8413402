package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.engine.exchange.Pacing;
import olivo.plan.Assignment;
import olivo.record.CheckpointKeeper;
import olivo.record.checkpoint.CheckpointFormatException;
import olivo.record.checkpoint.KeptRun;
import olivo.record.format.Recording;
import olivo.record.format.RecordingFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that did not come to its end. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Goes on with a run that was interrupted, from its latest checkpoint. The result is the same"
            + " as if nothing had happened, bit for bit, on whatever devices it goes on.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
  private Path run;

  @Mixin private PlacementArguments placement;

  @Mixin private ThreadArgument threads;

  @Mixin private CheckpointArgument checkpoint;

  @Mixin private OutputArguments output;

  @Override
  public Integer call() throws InterruptedException {
    RunDirectory directory = RunDirectory.existing(run);
    ReadResult read = directory.read();
    checkpoint.steps(read.topology().step());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (RunLock.isTaken(run)) {
        throw new InputException(run + ": a run is going on there");
      }
      checkOrigin(directory, read);
      if (EarlierReport.of(directory).map(EarlierReport::isComplete).orElse(false)) {
        checkWhole(directory, read);
        out.println(run + ": the run is complete, nothing is left to be done");
        return 0;
      }
      Optional<KeptRun> kept = latest(directory, read);
      if (kept.isEmpty()) {
        err.println("olivo: " + run + ": no checkpoint was kept, the run begins anew");
      }
      MachineDevices machine = new MachineDevices();
      Assignment assignment = placement.assign(read, machine);
      try (ActorHost host = ActorHost.start(threads.count());
          DeviceSet devices = DeviceSet.open(machine, assignment.used(), host.threads())) {
        return goOn(directory, read, kept, assignment, devices, host);
      }
    } catch (CheckpointFormatException | RecordingFormatException e) {
      throw new InputException(
          e.getMessage()
              + "; \"olivo run "
              + directory.topology()
              + "\" makes the run from its beginning");
    } catch (IOException e) {
      throw RunFailure.of(e);
    } catch (OutOfMemoryError e) {
      throw RunFailure.of(e);
    }
  }

  /** Refuses a run of another version or of another topology. */
  private void checkOrigin(RunDirectory directory, ReadResult read) throws IOException {
    try (Recording recording = Recording.open(directory.recording())) {
      String version = recording.header().version();
      if (!version.equals(BuildVersion.version())) {
        throw new InputException(
            run
                + ": was begun by Olivo "
                + version
                + ", only the same version goes on; this is "
                + BuildVersion.version());
      }
      if (!recording.header().topologySha256().equals(read.sha256())) {
        throw new InputException(
            directory.topology() + ": has been changed since the run was begun");
      }
    }
  }

  /** Refuses a run that came to its end and of whose recording something is missing. */
  private void checkWhole(RunDirectory directory, ReadResult read) throws IOException {
    try (Recording recording = Recording.open(directory.recording())) {
      if (recording.recordedSteps() < read.topology().steps()) {
        throw new InputException(
            directory.runJson()
                + " says that the run is complete, and its recording holds "
                + recording.recordedSteps()
                + " of "
                + read.topology().steps()
                + " steps: it has been damaged");
      }
    }
  }

  private Optional<KeptRun> latest(RunDirectory directory, ReadResult read) throws IOException {
    Optional<KeptRun> kept = CheckpointKeeper.latest(directory.checkpoint());
    if (kept.isPresent() && !kept.get().topologySha256().equals(read.sha256())) {
      throw new InputException(directory.checkpoint() + ": belongs to another topology");
    }
    if (kept.isPresent()) {
      // What is damaged would show when the run is over.
      try (Recording recording = Recording.open(directory.recording())) {
        recording.verify(kept.get().recording());
      }
    }
    return kept;
  }

  private int goOn(
      RunDirectory directory,
      ReadResult read,
      Optional<KeptRun> kept,
      Assignment assignment,
      DeviceSet devices,
      ActorHost host)
      throws IOException, InterruptedException {
    long everySteps = CheckpointKeeper.everySteps(directory.checkpoint()).orElse(0);
    RunSession.Settings settings =
        new RunSession.Settings(
            assignment,
            Pacing.DEFAULT.withMaxEpochSteps(placement.epochSteps(devices.worthwhileEpochSteps())),
            host,
            RunConsole.processStart(),
            checkpoint.steps(read.topology().step()).orElse(everySteps),
            kept);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (RunSession session = new RunSession(read, settings, devices)) {
      double fromS =
          kept.map(k -> read.topology().step().toMs(k.checkpoint().step()) * 1e-3).orElse(0.0);
      if (kept.isPresent() && !output.quiet()) {
        err.println(String.format(Locale.ROOT, "going on at %.1f s", fromS));
      }
      RunDirectory where = kept.isPresent() ? directory : RunDirectory.create(run, true);
      return new RunConsole(out, err, output.quiet())
          .simulate(session, read.topology(), fromS, where, output.plots());
    } catch (RecordingFormatException e) {
      // Checked before; it has been damaged since.
      throw RunFailure.of(e);
    }
  }
}
