package olivo.engine.exchange;

/**
 * Where a run begins and how often its state is saved.
 *
 * @param start where it begins
 * @param everySteps steps from one checkpoint to the next, which lie at multiples of it; 0 for none
 */
public record Checkpointing(StartingPoint start, long everySteps) {
  /** From step 0, and nothing is saved. */
  public static final Checkpointing NONE = new Checkpointing(StartingPoint.ZERO, 0);

  public Checkpointing {
    if (everySteps < 0) {
      throw new IllegalArgumentException("a checkpoint every " + everySteps + " steps");
    }
  }

  /** The next step after a given one at whose beginning the state is saved, or the end. */
  public long nextAfter(long step, long runSteps) {
    return everySteps == 0 ? runSteps : Math.min(runSteps, (step / everySteps + 1) * everySteps);
  }
}
