package olivo.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a benchmark, as written to its JSON file; any such file can be a baseline.
 *
 * @param formatVersion version of the format of the file
 * @param benchmark {@code latency} or {@code throughput}
 * @param version of Olivo
 * @param machine where it ran
 * @param settings what has to be the same for two results to be comparable
 * @param metrics what is compared
 * @param details what is not compared
 */
public record BenchResult(
    int formatVersion,
    String benchmark,
    String version,
    Machine machine,
    Map<String, String> settings,
    List<Metric> metrics,
    Map<String, Object> details) {
  /** The version that is written and read. */
  public static final int FORMAT_VERSION = 1;

  /** The setting that is the simulated time of a run in s. */
  public static final String DURATION = "duration_s";

  /** What the names of settings begin with that are digests of topologies. */
  public static final String TOPOLOGY = "topology_sha256";

  /** No figure is as high. */
  private static final double HIGHEST = 1e15;

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /** A file cannot be compared with, and why. */
  public static final class BaselineException extends Exception {
    private static final long serialVersionUID = 1L;

    BaselineException(String message) {
      super(message);
    }
  }

  /** As a text for a file. */
  public String toJson() {
    return GSON.toJson(this) + "\n";
  }

  /**
   * Reads a baseline.
   *
   * @param benchmark which benchmark it has to be of
   */
  public static BenchResult read(Path file, String benchmark)
      throws IOException, BaselineException {
    BenchResult result;
    try {
      result = GSON.fromJson(Files.readString(file), BenchResult.class);
    } catch (JsonParseException | NumberFormatException | CharacterCodingException e) {
      throw new BaselineException("is not the result of a benchmark");
    }
    if (result == null
        || result.benchmark == null
        || result.machine == null
        || result.machine.javaOptions() == null
        || result.settings == null
        || result.metrics == null
        || !result.metrics.stream().allMatch(BenchResult::isWhole)) {
      throw new BaselineException("is not the result of a benchmark");
    }
    if (result.formatVersion != FORMAT_VERSION) {
      throw new BaselineException(
          "has format version " + result.formatVersion + ", this Olivo reads " + FORMAT_VERSION);
    }
    if (!result.benchmark.equals(benchmark)) {
      throw new BaselineException(
          "is of olivo bench " + result.benchmark + ", not of olivo bench " + benchmark);
    }
    if (result.metrics.isEmpty()) {
      throw new BaselineException("holds nothing that was measured");
    }
    return result;
  }

  private static boolean areMeasured(double[] values) {
    return values != null
        && values.length > 0
        && Arrays.stream(values).allMatch(value -> value >= 0 && value < HIGHEST);
  }

  private static boolean isWhole(Metric metric) {
    return metric.name() != null
        && metric.values() != null
        && metric.calibrationNs() != null
        && !metric.values().isEmpty()
        && metric.calibrationNs().size() == metric.values().size()
        && metric.values().stream().allMatch(BenchResult::areMeasured)
        && metric.calibrationNs().stream().allMatch(ns -> ns != null && ns > 0 && ns < HIGHEST);
  }

  /**
   * What differs from a measurement that is about to be made, so that its figures could not be
   * compared; empty if nothing does. What only one of the two has measured is no difference.
   */
  public List<String> differences(Map<String, String> others) {
    List<String> differences = new ArrayList<>();
    String duration = others.get(DURATION);
    boolean sameDuration =
        duration == null || duration.equals(settings.getOrDefault(DURATION, duration));
    others.forEach(
        (key, value) -> {
          String own = settings.getOrDefault(key, value);
          // The digest of a topology differs with its duration, which says it better.
          boolean follows = key.startsWith(TOPOLOGY) && !sameDuration;
          if (!value.equals(own) && !follows) {
            differences.add(key + " was " + own + " and is " + value);
          }
        });
    return differences;
  }

  /** The metric of a name, if there is one that ratios can be made of. */
  private Optional<Metric> comparable(String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name) && metric.isPositive())
        .findFirst();
  }

  /** Whether there is something of a name to compare with. */
  public boolean hasMeasured(String name) {
    return comparable(name).isPresent();
  }

  /** Names of the metrics that cannot be compared with another result, which lacks them. */
  public List<String> missingIn(BenchResult other) {
    return metrics.stream()
        .filter(Metric::isPositive)
        .map(Metric::name)
        .filter(name -> !other.hasMeasured(name))
        .toList();
  }

  /** Compares with a baseline the metrics that both have. */
  public List<Comparison> comparedWith(BenchResult baseline, double tolerance) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Metric metric : metrics) {
      baseline
          .comparable(metric.name())
          .filter(other -> metric.isPositive())
          .ifPresent(other -> comparisons.add(Comparison.of(other, metric, tolerance)));
    }
    return comparisons;
  }
}
