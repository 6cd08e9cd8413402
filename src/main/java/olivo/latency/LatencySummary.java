package olivo.latency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Percentiles of histograms, as trees of maps for files. */
public final class LatencySummary {
  private static final double NS_PER_US = 1000;
  private static final double NS_PER_MS = 1e6;

  private LatencySummary() {}

  /**
   * Percentiles of all phases that occur: {@code phases}, over all participants, and {@code
   * participants}.
   *
   * @param names of the participants, in their order
   */
  public static Map<String, Object> of(LatencyHistograms histograms, List<String> names) {
    Map<String, Object> phases = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      Histogram all = histograms.of(phase);
      if (all.getTotalCount() > 0) {
        phases.put(phase.key(), of(all));
      }
    }
    Map<String, Object> participants = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, Object> own = new LinkedHashMap<>();
      for (Phase phase : Phase.values()) {
        histograms.of(i, phase).ifPresent(histogram -> own.put(phase.key(), of(histogram)));
      }
      participants.put(names.get(i), own);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("phases", phases);
    tree.put("participants", participants);
    return tree;
  }

  /** Number of values, their sum, percentiles and maximum of a histogram that is not empty. */
  public static Map<String, Object> of(Histogram histogram) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("count", histogram.getTotalCount());
    tree.put("total_ms", histogram.getMean() * histogram.getTotalCount() / NS_PER_MS);
    tree.put("p50_us", us(histogram, 50));
    tree.put("p90_us", us(histogram, 90));
    tree.put("p99_us", us(histogram, 99));
    tree.put("p99_9_us", us(histogram, 99.9));
    tree.put("max_us", histogram.getMaxValue() / NS_PER_US);
    return tree;
  }

  /** A percentile in µs. */
  public static double us(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NS_PER_US;
  }
}
