package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import olivo.config.ReadResult;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Pacing;
import olivo.plan.Assignment;
import olivo.record.RecordingComparison;
import olivo.record.format.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Repeats a run and compares. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Runs a topology again, on other devices if wanted, and compares spikes and weights with"
            + " those of the earlier run by their digests. Exit status 1 if they differ.")
final class VerifyCommand implements Callable<Integer> {
  private static final String PLACEMENT = "placement";
  private static final List<String> KINDS = List.of("spikes", "weights");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run that came to its end.")
  private Path run;

  @Mixin private PlacementArguments placement;

  @Mixin private ThreadArgument threads;

  @Option(
      names = "--set",
      paramLabel = "PLACEMENT=VALUE",
      description =
          "Place populations otherwise, e.g. --set placement.PKJ.slices=2. May be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    RunDirectory directory = RunDirectory.existing(run);
    for (String set : sets) {
      if (!set.startsWith(PLACEMENT + ".") && !set.startsWith(PLACEMENT + "=")) {
        throw new InputException(
            "--set " + set + ": only the placement can differ, other values change the run");
      }
    }
    ReadResult read = directory.read(sets);
    Map<String, String> expected = digests(directory, read);
    MachineDevices machine = new MachineDevices();
    Assignment assignment = placement.assign(read, machine);
    try (ActorHost host = ActorHost.start(threads.count());
        DeviceSet devices = DeviceSet.open(machine, assignment.used(), host.threads())) {
      RunSession.Settings settings =
          new RunSession.Settings(
              assignment,
              Pacing.DEFAULT.withMaxEpochSteps(
                  placement.epochSteps(devices.worthwhileEpochSteps())),
              host,
              RunConsole.processStart());
      return repeat(directory, read, settings, devices, expected);
    } catch (IOException e) {
      throw RunFailure.of(e);
    } catch (OutOfMemoryError e) {
      throw RunFailure.of(e);
    }
  }

  private Map<String, String> digests(RunDirectory directory, ReadResult read) {
    Optional<EarlierReport> report;
    try {
      report = EarlierReport.of(directory);
    } catch (IOException e) {
      throw new InputException(directory.runJson() + ": " + RunDirectory.reason(e));
    }
    if (report.isEmpty()
        || !report.get().isComplete()
        || !report.get().digests().keySet().containsAll(KINDS)) {
      throw new InputException(run + ": the run has not come to its end, see olivo resume");
    }
    if (!read.sha256().equals(report.get().topologySha256())) {
      throw new InputException(directory.topology() + ": has been changed since the run");
    }
    return report.get().digests();
  }

  private int repeat(
      RunDirectory directory,
      ReadResult read,
      RunSession.Settings settings,
      DeviceSet devices,
      Map<String, String> expected)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Path scratch = Files.createTempDirectory(run, ".verify");
    try (RunSession session = new RunSession(read, settings, devices);
        Interruption interruption = Interruption.listen(session::stop)) {
      RunDirectory again = RunDirectory.create(scratch.resolve("run"), false);
      RunSession.Result result;
      double totalS = read.topology().durationMs() * 1e-3;
      try (ProgressDisplay display = ProgressDisplay.create(err, totalS, quiet)) {
        result =
            session.simulate(
                again,
                RunConsole.watcher(read.topology(), 0, display),
                (where, digests) -> RunProducts.figuresIfTheyFit(where));
      }
      if (result.outcome() instanceof RunOutcome.Stopped) {
        err.println("olivo: interrupted; nothing was compared");
        return Main.INTERRUPTED;
      } else if (result.outcome() instanceof RunOutcome.Failed failed) {
        throw new RunFailure(result.report().failure(), failed.cause());
      }
      return compare(directory, again, result.report(), expected);
    } finally {
      RunDirectory.deleteAll(scratch);
    }
  }

  private int compare(
      RunDirectory directory, RunDirectory again, RunReport report, Map<String, String> expected)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String where =
        String.join(", ", report.devices().stream().map(RunReport.DeviceUse::name).toList());
    int status = 0;
    for (String kind : KINDS) {
      boolean same = expected.get(kind).equals(report.digests().get(kind));
      out.println(
          same
              ? "same " + kind + " on " + where + ": " + expected.get(kind)
              : "other "
                  + kind
                  + " on "
                  + where
                  + ": "
                  + report.digests().get(kind)
                  + " for "
                  + expected.get(kind));
      status = same ? status : 1;
    }
    if (status != 0) {
      try (Recording before = Recording.open(directory.recording());
          Recording now = Recording.open(again.recording())) {
        Optional<RecordingComparison.Difference> earliest =
            new RecordingComparison(before, now).earliest();
        out.println(
            earliest
                .map(
                    d ->
                        String.format(
                            Locale.ROOT,
                            "earliest difference: a spike of %s cell %d at %.4f ms (step %d), %s",
                            d.population(),
                            d.cell(),
                            report.topology().step().toDecimalMs(d.step()),
                            d.step(),
                            d.inFirst() ? "in the earlier run only" : "in this run only"))
                .orElse("all spikes that are recorded are the same"));
      }
    }
    return status;
  }
}
