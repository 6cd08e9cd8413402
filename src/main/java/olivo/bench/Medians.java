package olivo.bench;

import java.util.Arrays;

/** Order statistics of few values. */
final class Medians {
  private Medians() {}

  /** The median; the mean of the two in the middle of an even number. */
  static double of(double[] values) {
    return quantile(values, 0.5);
  }

  /** A quantile, interpolated between neighbours. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
