package olivo.analysis;

/** Mean, spread and range of values given one by one. NaN values are left out. */
public final class Moments {
  private long count;
  private double mean;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Takes a value. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    count++;
    // Welford's update: the plain sum of squares cancels when the spread is small.
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** Number of values taken. */
  public long count() {
    return count;
  }

  /** Mean; NaN without a value. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Standard deviation, divided by n; NaN without a value. */
  public double sd() {
    return count == 0 ? Double.NaN : Math.sqrt(squares / count);
  }

  /** Smallest value; NaN without a value. */
  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  /** Largest value; NaN without a value. */
  public double max() {
    return count == 0 ? Double.NaN : max;
  }
}
