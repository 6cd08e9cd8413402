package olivo.model;

import java.math.BigDecimal;

/**
 * The length of a step, and the only place where milliseconds become steps.
 *
 * @param dtMs length of one step in ms, above zero
 */
public record TimeStep(double dtMs) {
  /** How far from a whole number of steps a time may be and still count as whole. */
  private static final double TOLERANCE_STEPS = 1e-6;

  public TimeStep {
    if (!(dtMs > 0) || Double.isInfinite(dtMs)) {
      throw new IllegalArgumentException("dt must be a positive time, got " + dtMs + " ms");
    }
  }

  /** Whether a time is a whole number of steps. */
  public boolean isWhole(double timeMs) {
    double steps = timeMs / dtMs;
    return Math.abs(steps - Math.rint(steps)) <= TOLERANCE_STEPS * Math.max(1, Math.abs(steps));
  }

  /**
   * The whole number of steps nearest to a time constant such as a refractory period or a window.
   */
  public int nearestSteps(double timeMs) {
    long steps = Math.round(timeMs / dtMs);
    if (steps < 0 || steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          timeMs + " ms is not a usable number of steps of " + dtMs + " ms");
    }
    return (int) steps;
  }

  /** A transmission delay in steps: the nearest whole number, and at least one. */
  public int delaySteps(double delayMs) {
    return Math.max(1, nearestSteps(delayMs));
  }

  /** The number of steps in a run of the given duration. */
  public long runSteps(double durationMs) {
    return Math.round(durationMs / dtMs);
  }

  /**
   * The time in ms at which a step begins, as people write it: the double nearest to the step times
   * the decimal of dt.
   */
  public double toDecimalMs(long step) {
    return BigDecimal.valueOf(dtMs).multiply(BigDecimal.valueOf(step)).doubleValue();
  }

  /** The time in ms at which a step begins. */
  public double toMs(long step) {
    return step * dtMs;
  }
}
