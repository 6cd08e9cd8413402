package olivo.model;

/** A value that is the same for all cells of a population, or drawn once for each. */
public sealed interface Distribution {
  /** Smallest value that can occur. */
  double low();

  /** Bound from above of the values that can occur. */
  double high();

  /** The value at a point of the unit interval [0, 1). */
  double at(double unit);

  /** The same value everywhere. */
  record Constant(double value) implements Distribution {
    @Override
    public double low() {
      return value;
    }

    @Override
    public double high() {
      return value;
    }

    @Override
    public double at(double unit) {
      return value;
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
}
