package olivo.model;

/**
 * When something is recorded.
 *
 * @param fromMs from when on, in ms
 * @param untilMs until when, in ms; infinite for the end of the run
 */
public record TimeWindow(double fromMs, double untilMs) {
  /** The whole run. */
  public static final TimeWindow ALWAYS = new TimeWindow(0, Double.POSITIVE_INFINITY);

  /** First step within. */
  public long fromStep(TimeStep step) {
    return step.runSteps(fromMs);
  }

  /** First step after it, at most the end of a run of so many steps. */
  public long endStep(TimeStep step, long steps) {
    return Double.isInfinite(untilMs) ? steps : Math.min(steps, step.runSteps(untilMs));
  }

  /** The steps within that are multiples of an interval in ms. */
  public SampleSteps every(TimeStep step, double everyMs) {
    return new SampleSteps(
        step.nearestSteps(everyMs), fromStep(step), endStep(step, Long.MAX_VALUE));
  }
}
