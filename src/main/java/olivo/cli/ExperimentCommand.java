package olivo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import olivo.campaign.CampaignPlots;
import olivo.campaign.Comparison;
import olivo.campaign.GridPoint;
import olivo.campaign.PlannedRun;
import olivo.campaign.RunExecutor;
import olivo.campaign.RunPlanner;
import olivo.campaign.RunResult;
import olivo.config.Experiment;
import olivo.config.ExperimentReader;
import olivo.config.ReadResult;
import olivo.config.TopologyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the variants of an experiment and compares them with what it expects. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Runs the variants of a topology that an experiment names, and compares them with what it"
            + " expects. Goes on where it stopped. Without a name it lists the experiments there are.")
final class ExperimentCommand implements Callable<Integer> {
  private static final String SUFFIX = ".conf";

  @Spec private CommandSpec spec;
  @Mixin private OverrideArguments overrides;
  @Mixin private CampaignArguments arguments;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "A file, or the name of one in conf/experiments of the installation.")
  private Path file;

  @Option(
      names = "--seeds",
      paramLabel = "N..M",
      description = "Seeds with which every variant is run, instead of those of the experiment.")
  private String seeds;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (file == null) {
      list(out);
      return 0;
    }
    Experiment experiment = read(path());
    RunPlanner planner = new RunPlanner();
    for (Experiment.Variant variant : experiment.variants()) {
      GridPoint point =
          new GridPoint(Map.of(CampaignPlots.VARIANT, variant.name()), variant.label());
      variant.readings().forEach(reading -> planner.add(point, reading));
    }
    List<PlannedRun> runs = planner.runs();
    ReadResult first = runs.get(0).reading();
    String watched = experiment.watch().orElseGet(() -> WatchedRate.population(first.topology()));
    return new CampaignRunner(arguments, out, spec.commandLine().getErr())
        .run(
            "experiment-" + experiment.name(),
            runs,
            watched,
            (directory, results, executor) ->
                conclude(experiment, watched, directory, results, executor));
  }

  private Experiment read(Path path) {
    try {
      return ExperimentReader.read(path, overrides.all(), Seeds.of(seeds));
    } catch (TopologyException e) {
      throw new InputException(
          e.problems().stream()
              .map(problem -> TopologySource.inWords(problem, overrides.inWordsOfTheUser()))
              .toList());
    }
  }

  private static Path installed() {
    return TopologySource.home().resolve("conf/experiments");
  }

  private Path path() {
    Path named = installed().resolve(file + SUFFIX);
    if (Files.isRegularFile(file) || !Files.exists(named) && file.toString().endsWith(SUFFIX)) {
      return file;
    }
    if (!Files.exists(named)) {
      List<Path> all = all();
      throw new InputException(
          "there is no experiment '"
              + file
              + "'; "
              + (all.isEmpty()
                  ? "there is none in " + installed()
                  : "accepted are a file or one of "
                      + String.join(", ", all.stream().map(ExperimentCommand::name).toList())));
    }
    return named;
  }

  private static List<Path> all() {
    try (Stream<Path> files = Files.list(installed())) {
      return files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String name(Path path) {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private void list(PrintWriter out) {
    List<Path> all = all();
    if (all.isEmpty()) {
      out.println("There are no experiments in " + installed() + ".");
    }
    for (Path path : all) {
      Experiment experiment = read(path);
      long runs = experiment.variants().stream().mapToLong(v -> v.readings().size()).sum();
      out.println(name(path) + ": " + experiment.title() + " (" + runs + " runs)");
    }
  }

  private void conclude(
      Experiment experiment,
      String watched,
      CampaignDirectory directory,
      List<RunResult> results,
      RunExecutor executor)
      throws IOException {
    CampaignPlots plots = new CampaignPlots(results, executor, watched);
    List<String> files = new ArrayList<>(List.of("table.csv", "summary.csv"));
    files.addAll(
        CampaignRunner.draw(
            spec.commandLine().getErr(),
            () -> {
              List<Path> drawn = new ArrayList<>();
              for (Experiment.Group group : experiment.groups()) {
                drawn.add(plots.group(experiment, group, directory.path()));
              }
              return drawn;
            }));
    List<Comparison> comparisons = Comparison.of(experiment, results, plots);
    if (!comparisons.isEmpty()) {
      RunDirectory.writeWhole(
          directory.path().resolve("expectations.csv"), Comparison.table(comparisons));
      files.add("expectations.csv");
    }
    if (!arguments.quiet()) {
      CampaignReport report = new CampaignReport(spec.commandLine().getOut());
      for (Experiment.Group group : experiment.groups()) {
        report.points(group.title(), "variant", of(group, results));
      }
      report.comparisons(comparisons);
      report.files(directory.path(), files);
    }
  }

  /** The results of a group, in its order. */
  private static List<RunResult> of(Experiment.Group group, List<RunResult> results) {
    return group.variants().stream()
        .flatMap(
            name ->
                results.stream()
                    .filter(r -> name.equals(r.run().point().values().get(CampaignPlots.VARIANT))))
        .toList();
  }
}
