package olivo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import olivo.campaign.CampaignPlots;
import olivo.campaign.Grid;
import olivo.campaign.GridPoint;
import olivo.campaign.PlannedRun;
import olivo.campaign.RunExecutor;
import olivo.campaign.RunPlanner;
import olivo.campaign.RunResult;
import olivo.config.BadValue;
import olivo.config.Variation;
import olivo.model.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a topology with every combination of some values and seeds. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Runs a topology with every combination of some values and seeds, and writes table.csv,"
            + " summary.csv and plots. Goes on where it stopped.")
final class SweepCommand implements Callable<Integer> {
  private static final long MOST_RUNS = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private TopologySource topology;
  @Mixin private CampaignArguments arguments;

  @Option(
      names = "--vary",
      paramLabel = "PATH=V1,V2,...",
      description =
          "Values of the topology to be tried in turn, e.g. --vary populations.IO.model.I_e=101pA,135pA."
              + " A comma within brackets or quotes does not separate. May be repeated: all"
              + " combinations are run.")
  private List<String> vary = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N..M",
      description =
          "Seeds with which each combination is run, e.g. 1..10 or 1,4,9. Default: that of the"
              + " topology.")
  private String seeds;

  @Override
  public Integer call() throws InterruptedException {
    List<Variation> variations = variations();
    List<PlannedRun> runs = plan(variations, seeds());
    alike(runs)
        .ifPresent(
            warning -> spec.commandLine().getErr().println("olivo: warning: --vary: " + warning));
    Topology first = runs.get(0).reading().topology();
    String watched = WatchedRate.population(first);
    CampaignRunner runner =
        new CampaignRunner(arguments, spec.commandLine().getOut(), spec.commandLine().getErr());
    String name =
        variations.stream()
            .map(variation -> "-" + GridPoint.lastKey(variation.path()))
            .collect(Collectors.joining("", "sweep-" + first.name(), ""))
            .replaceAll("[^A-Za-z0-9_.-]+", "_");
    return runner.run(
        name,
        runs,
        watched,
        (directory, results, executor) -> conclude(directory, results, executor, watched));
  }

  private List<Variation> variations() {
    List<Variation> variations = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (String text : vary) {
      try {
        Variation variation = Variation.parse(text);
        if (variation.path().equals("seed")) {
          throw new BadValue("seeds are given by --seeds");
        }
        if (!paths.add(variation.path())) {
          throw new BadValue(variation.path() + " is varied twice");
        }
        variations.add(variation);
      } catch (BadValue e) {
        problems.add("--vary " + text + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return variations;
  }

  /** Two combinations that describe the same network, as where a varied value is used nowhere. */
  private static Optional<String> alike(List<PlannedRun> runs) {
    Map<String, PlannedRun> known = new HashMap<>();
    for (PlannedRun run : runs) {
      PlannedRun same = known.putIfAbsent(run.reading().sha256(), run);
      boolean elsewhere =
          same != null
              && same.reading().placement().equals(run.reading().placement())
              && !same.point().equals(run.point());
      if (elsewhere) {
        return Optional.of(
            same.point().label()
                + " and "
                + run.point().label()
                + " are the same network; is the value used anywhere?");
      }
    }
    return Optional.empty();
  }

  private List<Long> seeds() {
    return Seeds.of(seeds).orElse(List.of());
  }

  /** Reads the topology of every run, so that all mistakes come before the first run. */
  private List<PlannedRun> plan(List<Variation> variations, List<Long> all) {
    if (Grid.size(variations) * Math.max(1, all.size()) > MOST_RUNS) {
      throw new InputException("these are more than " + MOST_RUNS + " runs");
    }
    RunPlanner planner = new RunPlanner();
    Set<String> problems = new LinkedHashSet<>();
    for (GridPoint point : Grid.points(variations)) {
      Map<String, String> overrides = new LinkedHashMap<>();
      point
          .values()
          .forEach(
              (path, value) -> overrides.put(path + "=" + value, "--vary " + path + "=" + value));
      if (all.isEmpty()) {
        add(planner, point, overrides, problems);
      }
      for (long seed : all) {
        Map<String, String> seeded = new LinkedHashMap<>(overrides);
        seeded.put("seed=" + seed, "--seeds " + seeds);
        add(planner, point, seeded, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(List.copyOf(problems));
    }
    return planner.runs();
  }

  private void add(
      RunPlanner planner, GridPoint point, Map<String, String> overrides, Set<String> problems) {
    try {
      planner.add(point, topology.read(overrides));
    } catch (InputException e) {
      problems.addAll(e.lines());
    }
  }

  private void conclude(
      CampaignDirectory directory, List<RunResult> results, RunExecutor executor, String watched)
      throws IOException {
    CampaignPlots plots = new CampaignPlots(results, executor, watched);
    List<String> files = new ArrayList<>(List.of("table.csv", "summary.csv"));
    files.addAll(
        CampaignRunner.draw(
            spec.commandLine().getErr(),
            () -> {
              List<Path> drawn = new ArrayList<>(List.of(plots.rates(directory.path())));
              plots.dependence(directory.path()).ifPresent(drawn::add);
              return drawn;
            }));
    if (!arguments.quiet()) {
      CampaignReport report = new CampaignReport(spec.commandLine().getOut());
      report.points("Rates and mean weights, s.d. over seeds in brackets:", "values", results);
      report.files(directory.path(), files);
    }
  }
}
