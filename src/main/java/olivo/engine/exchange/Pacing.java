package olivo.engine.exchange;

/**
 * How far and in what portions participants advance. Nothing here changes a result.
 *
 * @param maxEpochSteps longest epoch of a population or plastic projection
 * @param sourceQuantumSteps sources emit in portions of this many steps
 * @param recorderQuantumSteps the recorder writes in portions of this many steps
 * @param runAheadSteps how far a participant may be ahead of those that consume its spikes
 * @param ringSteps emission steps that fit a ring between a plastic projection and its target,
 *     beyond its delay
 */
public record Pacing(
    int maxEpochSteps,
    int sourceQuantumSteps,
    int recorderQuantumSteps,
    int runAheadSteps,
    int ringSteps) {
  /** For the built-in device. */
  public static final Pacing DEFAULT = new Pacing(32, 500, 1000, 1024, 128);

  public Pacing {
    if (maxEpochSteps < 1
        || sourceQuantumSteps < 1
        || recorderQuantumSteps < 1
        || runAheadSteps < 0
        || ringSteps < 1) {
      throw new IllegalArgumentException("pacing must be positive");
    }
  }

  /** The same with another longest epoch. */
  public Pacing withMaxEpochSteps(int steps) {
    return new Pacing(steps, sourceQuantumSteps, recorderQuantumSteps, runAheadSteps, ringSteps);
  }

  /** Every epoch a single step: the slowest way to the same result. */
  public static Pacing singleSteps() {
    return new Pacing(1, 1, 1000, 16, 1);
  }
}
