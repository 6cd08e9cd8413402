package olivo.model;

import java.util.function.DoubleUnaryOperator;

/**
 * A value that is the same everywhere, or drawn once for each cell or synapse: a number of the unit
 * interval is turned into a value by the quantile function.
 */
public sealed interface Distribution {
  /** Smallest value that can occur. */
  default double low() {
    return at(0);
  }

  /** Bound from above of the values that can occur. */
  default double high() {
    return at(1);
  }

  /** The value at a point of the unit interval [0, 1]; does not fall as the point rises. */
  double at(double unit);

  /** The same as {@link #at}, prepared for many points. */
  default DoubleUnaryOperator sampler() {
    return this::at;
  }

  /** Whether the value is the same everywhere. */
  default boolean isConstant() {
    return false;
  }

  /** The same value everywhere. */
  record Constant(double value) implements Distribution {
    @Override
    public double at(double unit) {
      return value;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  /** Uniform in [low, high). */
  record Uniform(double low, double high) implements Distribution {
    public Uniform {
      if (!(low <= high)) {
        throw new IllegalArgumentException("uniform distribution from " + low + " up to " + high);
      }
    }

    @Override
    public double at(double unit) {
      return low + (high - low) * unit;
    }
  }

  /** Normal; values lie within 5.4 standard deviations. */
  record Normal(double mean, double sd) implements Distribution {
    @Override
    public double at(double unit) {
      return mean + sd * NormalQuantile.at(unit);
    }
  }

  /**
   * Lognormal: the logarithm of the value's size is normal. All values have the sign of the mean.
   *
   * @param mean mean of the values, not of their logarithms; not 0
   * @param sd standard deviation of the values
   */
  record Lognormal(double mean, double sd) implements Distribution {
    @Override
    public double at(double unit) {
      double ratio = sd / mean;
      double variance = StrictMath.log1p(ratio * ratio);
      double sign = Math.signum(mean);
      double z = sign * NormalQuantile.at(unit);
      double centre = StrictMath.log(Math.abs(mean)) - variance / 2;
      return sign * StrictMath.exp(centre + StrictMath.sqrt(variance) * z);
    }
  }

  /** What becomes of values beyond the bounds. */
  enum Outside {
    /** They are drawn anew until they lie within. */
    REDRAW,
    /** They are set to the bound that they pass. */
    CLIP
  }

  /**
   * Another distribution within bounds. Drawing anew is done in one go: the unit interval is mapped
   * onto the part of it whose values lie within.
   *
   * @param of the distribution
   * @param low smallest value allowed, or minus infinity
   * @param high largest value allowed, or infinity
   * @param outside what becomes of other values
   */
  record Bounded(Distribution of, double low, double high, Outside outside)
      implements Distribution {
    private static final int HALVINGS = 60;

    /** Whether no value, or next to none, lies within the bounds. */
    public boolean isEmpty() {
      return !(low <= high) || of.low() > high || of.high() < low;
    }

    @Override
    public double low() {
      return Math.max(low, of.low());
    }

    @Override
    public double high() {
      return Math.min(high, of.high());
    }

    @Override
    public double at(double unit) {
      return sampler().applyAsDouble(unit);
    }

    @Override
    public DoubleUnaryOperator sampler() {
      DoubleUnaryOperator inner = of.sampler();
      double from = outside == Outside.CLIP ? 0 : firstUnitAbove(inner, low);
      double to = outside == Outside.CLIP ? 1 : firstUnitAbove(inner, high);
      return unit -> {
        double value = inner.applyAsDouble(from + unit * (to - from));
        return Math.min(Math.max(value, low), high);
      };
    }

    /** Where the values begin to lie above a bound. */
    private static double firstUnitAbove(DoubleUnaryOperator values, double bound) {
      double below = 0;
      double above = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (below + above) / 2;
        if (values.applyAsDouble(middle) > bound) {
          above = middle;
        } else {
          below = middle;
        }
      }
      return above;
    }
  }
}
