package olivo.model;

/**
 * The steps in which something is sampled: the multiples of an interval that lie in a window.
 *
 * @param everySteps the interval; 0 for no samples at all
 * @param fromStep first step of the window
 * @param endStep first step after the window
 */
public record SampleSteps(int everySteps, long fromStep, long endStep) {
  /** No step. */
  public static final SampleSteps NEVER = new SampleSteps(0, 0, 0);

  /** What {@link #firstFrom} answers where there is none. */
  public static final long NONE = Long.MAX_VALUE;

  /** The multiples of an interval, from step 0 on without end. */
  public static SampleSteps every(int everySteps) {
    return new SampleSteps(everySteps, 0, Long.MAX_VALUE);
  }

  /** Whether a step is one of them. */
  public boolean contains(long step) {
    return firstFrom(step) == step;
  }

  /** The first of them that does not lie before a step, or {@link #NONE}. */
  public long firstFrom(long step) {
    if (everySteps == 0) {
      return NONE;
    }
    long least = Math.max(step, fromStep);
    long first = Math.floorDiv(least + everySteps - 1, everySteps) * everySteps;
    return first < endStep ? first : NONE;
  }
}
