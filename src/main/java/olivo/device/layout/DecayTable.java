package olivo.device.layout;

import java.util.Arrays;

/**
 * Exponential decay over whole steps, {@code exp(-n dt/tau)}, as a product of two factors from
 * short tables: of the low bits of n, and of the rest. The factors are computed in double and
 * rounded once, and every device multiplies them in the same order. After {@link #steps} steps
 * nothing is left.
 */
public final class DecayTable {
  /** What counts as nothing: e to this power, 1e-12. */
  private static final double NOTHING = -12 * StrictMath.log(10);

  private final int lowBits;
  private final long steps;
  private final float[] factor;

  private DecayTable(int lowBits, long steps, float[] factor) {
    this.lowBits = lowBits;
    this.steps = steps;
    this.factor = factor;
  }

  /**
   * The table of a time constant.
   *
   * @param tauSteps time constant in steps, above 0
   */
  public static DecayTable of(double tauSteps) {
    long steps = Math.max(1, (long) Math.ceil(-NOTHING * tauSteps));
    int bits = Long.SIZE - Long.numberOfLeadingZeros(steps - 1);
    int lowBits = (bits + 1) / 2;
    int low = 1 << lowBits;
    int high = (int) ((steps - 1) >>> lowBits) + 1;
    float[] factor = new float[low + high];
    for (int i = 0; i < low; i++) {
      factor[i] = (float) StrictMath.exp(-i / tauSteps);
    }
    for (int i = 0; i < high; i++) {
      factor[low + i] = (float) StrictMath.exp(-((double) i * low) / tauSteps);
    }
    return new DecayTable(lowBits, steps, factor);
  }

  /**
   * What is left of a value.
   *
   * @param elapsedSteps steps since then, from 0
   */
  public float after(float value, long elapsedSteps) {
    if (elapsedSteps >= steps) {
      return 0;
    }
    int low = (int) elapsedSteps & ((1 << lowBits) - 1);
    int high = (1 << lowBits) + (int) (elapsedSteps >>> lowBits);
    return value * factor[low] * factor[high];
  }

  /** Number of low bits of n: the first {@code 2^lowBits} factors are theirs. */
  public int lowBits() {
    return lowBits;
  }

  /** First number of steps after which nothing is left. */
  public long steps() {
    return steps;
  }

  /** {@code [2^lowBits + rest]}: the factors of the low bits, then those of the rest. */
  public float[] factors() {
    return factor.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecayTable table
        && lowBits == table.lowBits
        && steps == table.steps
        && Arrays.equals(factor, table.factor);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(factor);
  }
}
