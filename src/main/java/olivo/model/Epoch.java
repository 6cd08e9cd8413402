package olivo.model;

/**
 * The half-open interval of steps that one participant advances in one go.
 *
 * @param firstStep first step of the interval
 * @param endStep first step after the interval
 */
public record Epoch(long firstStep, long endStep) {
  public Epoch {
    if (firstStep < 0 || endStep <= firstStep) {
      throw new IllegalArgumentException(
          "an epoch must hold at least one step: [" + firstStep + ", " + endStep + ")");
    }
    if (endStep - firstStep > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an epoch of " + (endStep - firstStep) + " steps is too long");
    }
  }

  /** Number of steps in the interval. */
  public int steps() {
    return (int) (endStep - firstStep);
  }

  @Override
  public String toString() {
    return "[" + firstStep + ", " + endStep + ")";
  }
}
