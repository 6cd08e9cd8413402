package olivo.bench;

import java.util.Arrays;
import java.util.List;

/**
 * A figure that is compared with that of another time: the lower the better.
 *
 * @param name what it is
 * @param unit its unit
 * @param isTime whether a slower machine makes it larger
 * @param calibrationNs calibration of each process
 * @param values one for each run of each process
 */
public record Metric(
    String name, String unit, boolean isTime, List<Double> calibrationNs, List<double[]> values) {
  /** The median over all runs. */
  public double median() {
    return Medians.of(all());
  }

  /** The least of all runs. */
  public double least() {
    return Arrays.stream(all()).min().orElseThrow();
  }

  /** Whether ratios of it can be made. */
  boolean isPositive() {
    return least() > 0;
  }

  /** The largest of all runs. */
  public double largest() {
    return Arrays.stream(all()).max().orElseThrow();
  }

  private double[] all() {
    return values.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
