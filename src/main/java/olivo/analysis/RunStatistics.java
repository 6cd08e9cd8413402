package olivo.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.WeightEntry;

/**
 * The figures of a run that its summary shows.
 *
 * @param populations by name, in the order of the topology; populations whose spikes are not
 *     recorded are absent
 * @param weights by projection: the final weights or, where the run has not come to its end, the
 *     last snapshot; projections with neither are absent
 */
public record RunStatistics(
    Map<String, PopulationFigures> populations, Map<String, WeightStatistics> weights) {
  /**
   * Rates and irregularity of one population; NaN where a figure is not defined.
   *
   * @param size number of cells
   * @param recordedCells number of cells whose spikes are recorded; the figures are theirs
   * @param spikes spikes recorded
   * @param rateHz mean rate of a cell in the window
   * @param windowStartS start of the window in s
   * @param windowEndS end of the window in s
   * @param rateSdHz standard deviation over cells of the rate
   * @param rateMinHz rate of the slowest cell
   * @param rateMaxHz rate of the fastest cell
   * @param isiCv CV of the interspike intervals in the window, see {@link FiringStatistics}
   */
  public record PopulationFigures(
      int size,
      int recordedCells,
      long spikes,
      double rateHz,
      double windowStartS,
      double windowEndS,
      double rateSdHz,
      double rateMinHz,
      double rateMaxHz,
      double isiCv) {}

  public RunStatistics {
    populations = Collections.unmodifiableMap(new LinkedHashMap<>(populations));
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /**
   * Reads the spikes of every recorded population once, and the last weights.
   *
   * @param fromStep first step of the window of rates and CVs
   * @param toStep step after the window; both are cut to what is recorded of a population
   */
  public static RunStatistics of(Recording recording, long fromStep, long toStep)
      throws IOException {
    RecordingHeader header = recording.header();
    Map<String, PopulationFigures> populations = new LinkedHashMap<>();
    for (int i = 0; i < header.populations().size(); i++) {
      PopulationEntry entry = header.populations().get(i);
      if (entry.recorded()) {
        RecordedPart part = RecordedPart.of(recording, i);
        Window window = part.within(fromStep, toStep);
        FiringStatistics firing =
            new FiringStatistics(part.size(), header.dtMs(), window.fromStep(), window.toStep());
        part.portions(recording, firing::spikes);
        populations.put(entry.name(), figures(entry.size(), firing, window, header.dtMs()));
      }
    }
    Map<String, WeightStatistics> weights = new LinkedHashMap<>();
    for (int i = 0; i < header.weights().size(); i++) {
      WeightEntry entry = header.weights().get(i);
      WeightStatistics last = lastWeights(recording, i, entry);
      if (last != null) {
        weights.put(entry.projection(), last);
      }
    }
    return new RunStatistics(populations, weights);
  }

  /**
   * A figure by the names that expectations and {@link #toMap} use, such as {@code "IO"} and {@code
   * "rate_hz"}.
   *
   * @param subject population or projection
   * @return the figure; empty if there is none of that name or it is not a number
   */
  public OptionalDouble figure(String subject, String quantity) {
    Object figure = null;
    if (populations.containsKey(subject)) {
      figure = toMap(populations.get(subject)).get(quantity);
    } else if (weights.containsKey(subject)) {
      figure = toMap(weights.get(subject)).get(quantity);
    }
    return figure instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /**
   * The tree that run files hold: {@code populations.<name>.{size, spikes, rate_hz, rate_window_s
   * [start, end], rate_sd_hz, rate_min_hz, rate_max_hz, isi_cv}}, with {@code recorded_cells} where
   * not all are, and {@code weights.<projection>.{mean, sd, fraction_at_bounds}}.
   *
   * @return maps, lists, numbers and, where a figure is not defined, null
   */
  public Map<String, Object> toMap() {
    Map<String, Object> populationTree = new LinkedHashMap<>();
    populations.forEach((name, figures) -> populationTree.put(name, toMap(figures)));
    Map<String, Object> weightTree = new LinkedHashMap<>();
    weights.forEach((name, figures) -> weightTree.put(name, toMap(figures)));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("populations", populationTree);
    tree.put("weights", weightTree);
    return tree;
  }

  private static Map<String, Object> toMap(PopulationFigures figures) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("size", figures.size());
    if (figures.recordedCells() < figures.size()) {
      map.put("recorded_cells", figures.recordedCells());
    }
    map.put("spikes", figures.spikes());
    map.put("rate_hz", orNull(figures.rateHz()));
    map.put(
        "rate_window_s",
        List.of(Rounded.of(figures.windowStartS()), Rounded.of(figures.windowEndS())));
    map.put("rate_sd_hz", orNull(figures.rateSdHz()));
    map.put("rate_min_hz", orNull(figures.rateMinHz()));
    map.put("rate_max_hz", orNull(figures.rateMaxHz()));
    map.put("isi_cv", orNull(figures.isiCv()));
    return map;
  }

  private static Map<String, Object> toMap(WeightStatistics figures) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("mean", orNull(figures.mean()));
    map.put("sd", orNull(figures.sd()));
    map.put("fraction_at_bounds", orNull(figures.fractionAtBounds()));
    return map;
  }

  private static Double orNull(double figure) {
    return Double.isNaN(figure) ? null : Rounded.of(figure);
  }

  private static PopulationFigures figures(
      int size, FiringStatistics firing, Window window, double dtMs) {
    return new PopulationFigures(
        size,
        firing.size(),
        firing.spikes(),
        firing.rateHz(),
        window.fromStep() * dtMs / 1000,
        window.toStep() * dtMs / 1000,
        firing.rateSdHz(),
        firing.rateMinHz(),
        firing.rateMaxHz(),
        firing.isiCv());
  }

  private static WeightStatistics lastWeights(Recording recording, int index, WeightEntry entry)
      throws IOException {
    float[] end = recording.finalWeights(index).orElse(null);
    if (end != null) {
      return WeightStatistics.of(end, entry.wMin(), entry.wMax());
    }
    List<WeightStatistics> latest = new ArrayList<>(1);
    recording.weights(
        index,
        (step, weights) -> {
          latest.clear();
          latest.add(WeightStatistics.of(weights, entry.wMin(), entry.wMax()));
        });
    return latest.isEmpty() ? null : latest.get(0);
  }
}
