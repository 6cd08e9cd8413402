package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.engine.exchange.Pacing;
import olivo.plan.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates a topology. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Simulates a topology and writes a run directory with a recording, output.npz, plots and"
            + " run.json.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TopologyArguments arguments;

  @Mixin private PlacementArguments placement;

  @Mixin private ThreadArgument threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory. Default: runs/<name>-<time> in the current directory.")
  private Path directory;

  @Option(names = "--overwrite", description = "Delete an earlier run in the run directory.")
  private boolean overwrite;

  @Mixin private CheckpointArgument checkpoint;

  @Mixin private OutputArguments output;

  @Override
  public Integer call() throws InterruptedException {
    try (ActorHost host = ActorHost.start(threads.count())) {
      return run(arguments.read(), host);
    }
  }

  private int run(ReadResult read, ActorHost host) throws InterruptedException {
    read.warnings()
        .forEach(warning -> spec.commandLine().getErr().println("olivo: warning: " + warning));
    checkpoint.steps(read.topology().step());
    MachineDevices machine = new MachineDevices();
    Assignment assignment = placement.assign(read, machine);
    try (DeviceSet devices = DeviceSet.open(machine, assignment.used(), host.threads())) {
      return run(read, assignment, devices, host);
    }
  }

  private int run(ReadResult read, Assignment assignment, DeviceSet devices, ActorHost host)
      throws InterruptedException {
    RunSession.Settings settings =
        new RunSession.Settings(
            assignment,
            Pacing.DEFAULT.withMaxEpochSteps(placement.epochSteps(devices.worthwhileEpochSteps())),
            host,
            RunConsole.processStart(),
            checkpoint.steps(read.topology().step()).orElse(0),
            Optional.empty());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (RunSession session = new RunSession(read, settings, devices)) {
      Path path = directory == null ? RunDirectory.defaultFor(read.topology().name()) : directory;
      return new RunConsole(out, err, output.quiet())
          .simulate(
              session, read.topology(), 0, RunDirectory.create(path, overwrite), output.plots());
    } catch (IOException e) {
      throw RunFailure.of(e);
    } catch (OutOfMemoryError e) {
      throw RunFailure.of(e);
    }
  }
}
