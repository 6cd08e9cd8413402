package olivo.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import olivo.analysis.ComparisonCharts;
import olivo.analysis.RateCourse;
import olivo.analysis.RateDependence;
import olivo.analysis.RatePanel;
import olivo.config.Experiment;
import olivo.config.NumericValues;
import olivo.model.Population;
import olivo.model.Topology;

/** Plots of campaigns: means over the seeds of what came to its end. */
public final class CampaignPlots {
  /** The column that names variants of an experiment. */
  public static final String VARIANT = "variant";

  /** Largest population, but for the watched one, whose rate is shown. */
  private static final int SMALL = 1000;

  private static final int BINS = 50;

  private final Map<GridPoint, List<RunResult>> points;
  private final Map<String, Map<String, RateCourse>> courses = new LinkedHashMap<>();
  private final String watched;

  /**
   * Plots of some results.
   *
   * @param watched the population that matters most
   */
  public CampaignPlots(List<RunResult> results, RunExecutor executor, String watched)
      throws IOException {
    this.watched = watched;
    this.points = Tables.byPoint(results);
    for (RunResult result : results) {
      if (result.completed()) {
        courses.put(result.run().name(), executor.rates(result.run()));
      }
    }
  }

  /** The rate of a population at a grid point, mean over seeds; empty if nothing is known. */
  public Optional<RateCourse> course(GridPoint point, String population, double binS) {
    List<RateCourse> ofRuns =
        points.getOrDefault(point, List.of()).stream()
            .map(result -> courses.getOrDefault(result.run().name(), Map.of()).get(population))
            .filter(course -> course != null)
            .toList();
    return ofRuns.isEmpty() ? Optional.empty() : Optional.of(RateCourse.mean(ofRuns).binned(binS));
  }

  /** Rates over time of the small populations, a line for each grid point. */
  public Path rates(Path directory) throws IOException {
    List<RatePanel> panels = new ArrayList<>();
    double lengthS =
        courses.values().stream()
            .flatMap(byPopulation -> byPopulation.values().stream())
            .mapToDouble(RateCourse::lengthS)
            .max()
            .orElse(0);
    double binS = Math.max(RatesFile.BIN_MS * 1e-3, RateCourse.roundWidthS(lengthS / BINS));
    for (String population : shown()) {
      List<RatePanel.Line> lines = new ArrayList<>();
      int number = 0;
      for (GridPoint point : points.keySet()) {
        int colour = number++;
        course(point, population, binS)
            .ifPresent(
                course -> lines.add(new RatePanel.Line(point.label(), colour, false, course)));
      }
      panels.add(
          new RatePanel(population, "rate (Hz)", lines, Optional.empty(), OptionalDouble.empty()));
    }
    Path file = directory.resolve("rates.png");
    ComparisonCharts.rates(panels, file);
    return file;
  }

  /** Rates against what is varied, if that is one thing and its values are numbers. */
  public Optional<Path> dependence(Path directory) throws IOException {
    List<GridPoint> all = List.copyOf(points.keySet());
    if (all.size() < 2 || all.get(0).values().size() != 1) {
      return Optional.empty();
    }
    String path = all.get(0).values().keySet().iterator().next();
    Optional<NumericValues> values =
        NumericValues.of(all.stream().map(point -> point.values().get(path)).toList());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<RateDependence> populations = new ArrayList<>();
    for (String population : shown()) {
      List<RateDependence.Point> dots = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        double value = values.get().numbers().get(i);
        for (RunResult result : points.get(all.get(i))) {
          if (result.completed()) {
            result
                .number(RunResult.column(population, "rate_hz"))
                .ifPresent(hz -> dots.add(new RateDependence.Point(value, hz)));
          }
        }
      }
      populations.add(new RateDependence(population, dots));
    }
    String unit = values.get().unit();
    Path file = directory.resolve("rate_vs_" + path.replaceAll("[^A-Za-z0-9_.+-]+", "_") + ".png");
    ComparisonCharts.dependence(
        path + (unit.isEmpty() ? "" : " (" + unit + ")"), populations, file);
    return Optional.of(file);
  }

  /** The watched population, then all neurons in small populations; what is recorded of them. */
  private List<String> shown() {
    List<String> recorded =
        courses.values().stream()
            .flatMap(byPopulation -> byPopulation.keySet().stream())
            .distinct()
            .toList();
    List<String> shown = new ArrayList<>(List.of(watched));
    points.values().stream()
        .flatMap(results -> results.stream())
        .map(result -> result.run().reading().topology())
        .map(Topology::populations)
        .flatMap(List::stream)
        .filter(population -> population.model().isNeuron() && population.size() <= SMALL)
        .map(Population::name)
        .filter(name -> !name.equals(watched))
        .distinct()
        .forEach(shown::add);
    return shown.stream().filter(recorded::contains).collect(Collectors.toList());
  }

  /** The watched rate over time of every variant of a group. */
  public Path group(Experiment experiment, Experiment.Group group, Path directory)
      throws IOException {
    Map<String, Integer> colours = new LinkedHashMap<>();
    List<RatePanel.Line> lines = new ArrayList<>();
    Map<String, GridPoint> byVariant =
        points.keySet().stream().collect(Collectors.toMap(p -> p.values().get(VARIANT), p -> p));
    List<Experiment.Variant> members =
        group.variants().stream()
            .flatMap(name -> experiment.variants().stream().filter(v -> v.name().equals(name)))
            .toList();
    for (Experiment.Variant variant : members) {
      // A counterpart that is not shown here leaves its colour to the first that is like it.
      String like = variant.counterpartOf().orElse(variant.name());
      boolean dashed =
          variant.counterpartOf().filter(name -> group.variants().contains(name)).isPresent();
      int colour = colours.computeIfAbsent(like, any -> colours.size());
      course(byVariant.get(variant.name()), watched, experiment.binMs() * 1e-3)
          .ifPresent(
              course -> lines.add(new RatePanel.Line(variant.label(), colour, dashed, course)));
    }
    Optional<RatePanel.Band> band =
        group.target().map(target -> new RatePanel.Band(target.lowHz(), target.highHz()));
    String axis =
        String.format(
            Locale.ROOT,
            "rate of %s (Hz), bins of %s s",
            watched,
            Double.toString(experiment.binMs() * 1e-3).replaceAll("\\.0$", ""));
    Path file = directory.resolve(group.name() + ".png");
    ComparisonCharts.rates(new RatePanel(group.title(), axis, lines, band, group.untilS()), file);
    return file;
  }
}
