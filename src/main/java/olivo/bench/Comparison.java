package olivo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.model.Philox;

/**
 * A metric against that of a baseline.
 *
 * <p>Ratios are of medians over all runs, now by then. The calibrated ratio is that of values
 * divided by the calibration of their process, so that it is about the code and not about the
 * machine. Its interval is the middle 95 % of {@value #RESAMPLES} bootstrap samples: processes are
 * drawn with replacement, then runs of each, on both sides.
 *
 * @param name of the metric
 * @param unit of both medians
 * @param isTime whether it is about speed, and not about memory
 * @param baseline median of the baseline
 * @param now median now
 * @param ratio of the two
 * @param calibrationRatio of the median calibrations: above 1 if the machine is slower now
 * @param calibratedRatio the ratio without what the machine is the cause of
 * @param low lower end of the interval of the calibrated ratio
 * @param high upper end of the interval
 * @param verdict what to think of it
 */
public record Comparison(
    String name,
    String unit,
    boolean isTime,
    double baseline,
    double now,
    double ratio,
    double calibrationRatio,
    double calibratedRatio,
    double low,
    double high,
    Verdict verdict) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  /** Fewer processes do not tell how much processes differ. */
  private static final int FEWEST_FORKS = 2;

  private static final int STREAM = Philox.stream("bootstrap", "bench");

  /** What to think of a ratio. */
  public enum Verdict {
    /** The whole interval lies above 1 by more than the tolerance. */
    SLOWER("slower", "more"),
    /** The whole interval lies below 1 by more than the tolerance. */
    FASTER("faster", "less"),
    /** Neither. */
    NO_CHANGE("no change", "no change"),
    /** There is but one process on one of the sides. */
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
      double[] values = metric.values().get(i).clone();
      for (int j = 0; j < values.length; j++) {
        values[j] /= by;
      }
      forks.add(values);
    }
    return forks;
  }

  /**
   * Compares.
   *
   * @param tolerance how far beside 1 a ratio may lie, e.g. 0.1
   */
  public static Comparison of(Metric baseline, Metric now, double tolerance) {
    List<double[]> before = calibrated(baseline);
    List<double[]> after = calibrated(now);
    Draws draws = new Draws();
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = Medians.of(draws.resample(after)) / Medians.of(draws.resample(before));
    }
    double low = Medians.quantile(ratios, TAIL);
    double high = Medians.quantile(ratios, 1 - TAIL);
    return new Comparison(
        now.name(),
        now.unit(),
        now.isTime(),
        baseline.median(),
        now.median(),
        now.median() / baseline.median(),
        median(now.calibrationNs()) / median(baseline.calibrationNs()),
        Medians.of(flat(after)) / Medians.of(flat(before)),
        low,
        high,
        verdict(Math.min(before.size(), after.size()), low, high, tolerance));
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
