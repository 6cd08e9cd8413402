package olivo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import olivo.latency.LatencyHistograms;
import olivo.latency.LatencySummary;
import olivo.latency.Phase;
import org.HdrHistogram.Histogram;

/** The histograms of all measured runs of a latency benchmark. */
public final class LatencyProfile {
  private final List<ForkResult> forks;
  private final Map<Phase, Histogram> phases = new LinkedHashMap<>();
  private final Map<String, Map<Phase, Histogram>> participants = new LinkedHashMap<>();

  /** Name of the metric that there always is. */
  public static final String SPEED = "real-time factor";

  /** The profile of some processes. */
  public LatencyProfile(List<ForkResult> forks) {
    this.forks = List.copyOf(forks);
    for (ForkResult fork : forks) {
      for (ForkResult.Run run : fork.runs()) {
        run.participants().forEach(this::add);
      }
    }
  }

  private void add(String participant, Map<String, String> encoded) {
    for (Phase phase : Phase.values()) {
      if (encoded.containsKey(phase.key())) {
        Histogram histogram = EncodedHistogram.decode(encoded.get(phase.key()));
        phases.computeIfAbsent(phase, p -> LatencyHistograms.empty()).add(histogram);
        participants
            .computeIfAbsent(participant, p -> new LinkedHashMap<>())
            .computeIfAbsent(phase, p -> LatencyHistograms.empty())
            .add(histogram);
      }
    }
  }

  /** All phases that occur, over all participants and runs. */
  public Map<Phase, Histogram> phases() {
    Map<Phase, Histogram> ordered = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      Optional.ofNullable(phases.get(phase)).ifPresent(h -> ordered.put(phase, h));
    }
    return ordered;
  }

  /**
   * Intervals between epochs, corrected for coordinated omission. A participant is asked for its
   * next epoch only once it is done with the last, so that one long interval stands for all epochs
   * that would have begun in it: for an interval of n medians of its participant, those of n - 1, n
   * - 2, ... are added.
   */
  public Histogram correctedIntervals() {
    Histogram sum = LatencyHistograms.empty();
    participants.values().stream()
        .map(own -> own.get(Phase.EPOCH_INTERVAL))
        .filter(own -> own != null)
        .forEach(
            own ->
                sum.add(
                    own.copyCorrectedForCoordinatedOmission(
                        Math.max(1, own.getValueAtPercentile(50)))));
    return sum;
  }

  /** What is compared: the median of each phase in each run, and how long runs took. */
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(metric(SPEED, "", ForkResult.Run::realTimeFactor));
    for (Phase phase : phases().keySet()) {
      metrics.add(
          metric(
              phase.key() + " p50",
              "us",
              run -> {
                Histogram all = LatencyHistograms.empty();
                run.participants().values().stream()
                    .filter(own -> own.containsKey(phase.key()))
                    .forEach(own -> all.add(EncodedHistogram.decode(own.get(phase.key()))));
                return LatencySummary.us(all, 50);
              }));
    }
    return metrics;
  }

  private Metric metric(String name, String unit, ToDoubleFunction<ForkResult.Run> figure) {
    return new Metric(
        name,
        unit,
        true,
        forks.stream().map(ForkResult::calibrationNs).toList(),
        forks.stream().map(fork -> fork.runs().stream().mapToDouble(figure).toArray()).toList());
  }

  /** Percentiles as in {@code run.json}, with the corrected intervals beside them. */
  public Map<String, Object> tree() {
    Map<String, Object> all = new LinkedHashMap<>();
    phases().forEach((phase, histogram) -> all.put(phase.key(), LatencySummary.of(histogram)));
    Map<String, Object> own = new LinkedHashMap<>();
    participants.forEach(
        (name, histograms) -> {
          Map<String, Object> byPhase = new LinkedHashMap<>();
          histograms.forEach((phase, h) -> byPhase.put(phase.key(), LatencySummary.of(h)));
          own.put(name, byPhase);
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("phases", all);
    tree.put("epoch_interval_corrected", LatencySummary.of(correctedIntervals()));
    tree.put("participants", own);
    return tree;
  }
}
