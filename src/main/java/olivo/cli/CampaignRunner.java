package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olivo.campaign.Campaign;
import olivo.campaign.PlannedRun;
import olivo.campaign.RunExecutor;
import olivo.campaign.RunResult;
import olivo.campaign.Tables;
import olivo.plan.Assignment;

/** Makes the runs of a sweep or an experiment, and what both have in common of their results. */
final class CampaignRunner {
  private final CampaignArguments arguments;
  private final PrintWriter out;
  private final PrintWriter err;

  /** What is made of the results in the end. */
  interface Conclusion {
    /** Writes plots and whatever else, and prints. */
    void of(CampaignDirectory directory, List<RunResult> results, RunExecutor executor)
        throws IOException;
  }

  /** Draws plots. */
  interface Drawing {
    /** The files drawn. */
    List<Path> draw() throws IOException;
  }

  CampaignRunner(CampaignArguments arguments, PrintWriter out, PrintWriter err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /**
   * Makes all runs that are not there yet.
   *
   * @param defaultName directory below {@code runs} where none was named
   * @param watched population whose rate is shown while it goes on
   * @return the exit status
   */
  int run(String defaultName, List<PlannedRun> runs, String watched, Conclusion conclusion)
      throws InterruptedException {
    warn(runs);
    MachineDevices machine = new MachineDevices();
    Map<PlannedRun, Assignment> assignments = assign(runs, machine);
    if (arguments.dryRun()) {
      runs.forEach(run -> out.println(run.name()));
      return 0;
    }
    try (CampaignDirectory directory = CampaignDirectory.open(arguments.directory(defaultName));
        LogFile log = LogFile.open(directory.log())) {
      UnattendedRuns executor =
          new UnattendedRuns(
              directory, machine, arguments.placement(), assignments, arguments.keep());
      return run(runs, watched, directory, executor, conclusion);
    } catch (IOException e) {
      throw RunFailure.of(e);
    } catch (UncheckedIOException e) {
      throw RunFailure.of(e.getCause());
    }
  }

  private int run(
      List<PlannedRun> runs,
      String watched,
      CampaignDirectory directory,
      UnattendedRuns executor,
      Conclusion conclusion)
      throws IOException, InterruptedException {
    try (CampaignDisplay display =
        CampaignDisplay.create(err, runs.size(), watched, arguments.quiet())) {
      Campaign campaign =
          new Campaign(
              runs,
              executor,
              (results, latest) -> {
                writeTables(directory, results);
                display.progressed(results, latest);
              });
      try (Interruption interruption = Interruption.listen(campaign::stop)) {
        List<RunResult> results =
            campaign.run(arguments.jobs(), Runtime.getRuntime().availableProcessors());
        display.close();
        if (campaign.wasStopped()) {
          long done = results.stream().filter(RunResult::completed).count();
          err.println(
              "olivo: interrupted; "
                  + done
                  + " of "
                  + runs.size()
                  + " runs are finished in "
                  + directory.path()
                  + ", the same command makes the others");
          return Main.INTERRUPTED;
        }
        conclude(directory, results, executor, conclusion);
        return results.stream().allMatch(RunResult::completed) ? 0 : 1;
      }
    }
  }

  private void conclude(
      CampaignDirectory directory,
      List<RunResult> results,
      RunExecutor executor,
      Conclusion conclusion)
      throws IOException {
    conclusion.of(directory, results, executor);
    results.stream()
        .filter(result -> result.status() == RunResult.Status.FAILED)
        .forEach(result -> err.println("olivo: " + result.run().name() + ": " + result.reason()));
  }

  private static void writeTables(CampaignDirectory directory, List<RunResult> results) {
    try {
      RunDirectory.writeWhole(directory.path().resolve("table.csv"), Tables.ofRuns(results));
      RunDirectory.writeWhole(directory.path().resolve("summary.csv"), Tables.ofPoints(results));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void warn(List<PlannedRun> runs) {
    runs.stream()
        .flatMap(run -> run.reading().warnings().stream())
        .distinct()
        .forEach(warning -> err.println("olivo: warning: " + warning));
  }

  private Map<PlannedRun, Assignment> assign(List<PlannedRun> runs, MachineDevices machine) {
    Map<PlannedRun, Assignment> assignments = new IdentityHashMap<>();
    Set<String> problems = new LinkedHashSet<>();
    for (PlannedRun run : runs) {
      try {
        assignments.put(run, arguments.placement().assign(run.reading(), machine));
      } catch (InputException e) {
        problems.addAll(e.lines());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(List.copyOf(problems));
    }
    return assignments;
  }

  /** Names of the plots drawn; where Java cannot draw, a warning, since all else is there. */
  static List<String> draw(PrintWriter err, Drawing drawing) {
    try {
      return drawing.draw().stream().map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      err.println("olivo: warning: no plots: " + RunDirectory.reason(e));
      return List.of();
    }
  }

  /** The rate of the watched population in a result, as text. */
  static Optional<String> rate(RunResult result, String watched) {
    return result.number(RunResult.column(watched, "rate_hz")).stream()
        .mapToObj(hz -> String.format(Locale.ROOT, "%s %.3f Hz", watched, hz))
        .findFirst();
  }
}
