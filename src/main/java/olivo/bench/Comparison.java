package olivo.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.model.Philox;

/**
 * A metric against that of a baseline.
 *
 * <p>Ratios are of medians over all runs, now by then. The calibrated ratio is that of values
 * divided by the calibration of their process, so that it is about the code and not about the
 * machine. Intervals are the middle 95 % of {@value #RESAMPLES} bootstrap samples: processes are
 * drawn with replacement, then runs of each, on both sides. A change counts if the intervals of
 * both ratios say so: else it may be the machine that has changed, or its calibration that was
 * disturbed.
 *
 * @param name of the metric
 * @param unit of both medians
 * @param isTime whether it is about speed, and not about memory
 * @param baseline median of the baseline
 * @param now median now
 * @param ratio of the two
 * @param ratioLow lower end of the interval of the ratio
 * @param ratioHigh upper end of the interval
 * @param calibrationRatio of the median calibrations: above 1 if the machine is slower now
 * @param calibratedRatio the ratio without what the machine is the cause of
 * @param calibratedLow lower end of its interval
 * @param calibratedHigh upper end of its interval
 * @param verdict what to think of it
 */
public record Comparison(
    String name,
    String unit,
    boolean isTime,
    double baseline,
    double now,
    double ratio,
    double ratioLow,
    double ratioHigh,
    double calibrationRatio,
    double calibratedRatio,
    double calibratedLow,
    double calibratedHigh,
    Verdict verdict) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  /** Of two and two processes, both of one side are the slower ones in every sixth case. */
  private static final int FEWEST_FORKS = 3;

  private static final int STREAM = Philox.stream("bootstrap", "bench");

  /** What to think of a ratio. */
  public enum Verdict {
    /** Both intervals lie above 1 by more than the tolerance. */
    SLOWER("slower", "more"),
    /** Both intervals lie below 1 by more than the tolerance. */
    FASTER("faster", "less"),
    /** Neither. */
    NO_CHANGE("no change", "no change"),
    /** There are too few processes on one of the sides. */
    UNDECIDED("undecided", "undecided");

    private final String ofTime;
    private final String ofMemory;

    Verdict(String ofTime, String ofMemory) {
      this.ofTime = ofTime;
      this.ofMemory = ofMemory;
    }
  }

  /** The verdict for people. */
  public String inWords() {
    return isTime ? verdict.ofTime : verdict.ofMemory;
  }

  /** The values of one side, each process by its calibration. */
  private static List<double[]> calibrated(Metric metric) {
    List<double[]> forks = new ArrayList<>();
    for (int i = 0; i < metric.values().size(); i++) {
      double by = metric.isTime() ? metric.calibrationNs().get(i) : 1;
      forks.add(Arrays.stream(metric.values().get(i)).map(value -> value / by).toArray());
    }
    return forks;
  }

  /**
   * Compares.
   *
   * @param tolerance how far beside 1 a ratio may lie, e.g. 0.1
   */
  public static Comparison of(Metric baseline, Metric now, double tolerance) {
    double[] plain = interval(baseline.values(), now.values());
    List<double[]> before = calibrated(baseline);
    List<double[]> after = calibrated(now);
    double[] calibrated = interval(before, after);
    double least = Math.min(plain[0], calibrated[0]);
    double largest = Math.max(plain[1], calibrated[1]);
    return new Comparison(
        now.name(),
        now.unit(),
        now.isTime(),
        baseline.median(),
        now.median(),
        now.median() / baseline.median(),
        plain[0],
        plain[1],
        median(now.calibrationNs()) / median(baseline.calibrationNs()),
        Medians.of(flat(after)) / Medians.of(flat(before)),
        calibrated[0],
        calibrated[1],
        verdict(Math.min(before.size(), after.size()), least, largest, tolerance));
  }

  /**
   * The content of a file of comparisons.
   *
   * @param baseline file of the baseline
   */
  public static String toJson(String baseline, double tolerance, List<Comparison> comparisons) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("baseline", baseline);
    tree.put("tolerance", tolerance);
    tree.put("comparisons", comparisons);
    return GSON.toJson(tree) + "\n";
  }

  private static double[] interval(List<double[]> before, List<double[]> after) {
    Draws draws = new Draws();
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = Medians.of(draws.resample(after)) / Medians.of(draws.resample(before));
    }
    return new double[] {Medians.quantile(ratios, TAIL), Medians.quantile(ratios, 1 - TAIL)};
  }

  private static Verdict verdict(int forks, double low, double high, double tolerance) {
    if (forks < FEWEST_FORKS) {
      return Verdict.UNDECIDED;
    } else if (low > 1 + tolerance) {
      return Verdict.SLOWER;
    }
    return high < 1 / (1 + tolerance) ? Verdict.FASTER : Verdict.NO_CHANGE;
  }

  private static double median(List<Double> values) {
    return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double[] flat(List<double[]> forks) {
    return forks.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** Draws by a counter, so that the same files give the same interval. */
  private static final class Draws {
    private final Philox random = new Philox(0);
    private long drawn;

    private int below(int bound) {
      return Philox.below(random.word(drawn++, 0, STREAM), bound);
    }

    double[] resample(List<double[]> forks) {
      List<double[]> sample = new ArrayList<>();
      for (int i = 0; i < forks.size(); i++) {
        double[] fork = forks.get(below(forks.size()));
        double[] values = new double[fork.length];
        for (int j = 0; j < values.length; j++) {
          values[j] = fork[below(fork.length)];
        }
        sample.add(values);
      }
      return flat(sample);
    }
  }
}
