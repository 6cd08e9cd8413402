package olivo.engine.threads;

/**
 * How much longer a task takes on another thread than where it ran last, since its state has to
 * come from the caches of another processor: nothing that shows for a few cells, twice the time for
 * rows of weights. Only measuring tells, and it differs between machines whose processors share
 * caches and those whose do not.
 */
final class MoveCost {
  /** In times of a run without a move; more is taken for a disturbance. */
  private static final float MOST = 8;

  /** How much one run counts, as against those before. */
  private static final float WEIGHT_OF_LAST = 0.05f;

  /** So much of the cost is forgotten with each run without a move, so that it is tried again. */
  private static final float FORGOTTEN = 0.001f;

  private float stayedNs;

  /**
   * What a run with a move takes, in times of one without: while code is being compiled, both
   * become shorter.
   */
  private float ratio = 1;

  private volatile long costNs;

  /** A run that took so long, on the thread of the run before or on another one. */
  void add(long tookNs, boolean moved) {
    if (!moved) {
      stayedNs = stayedNs == 0 ? tookNs : stayedNs + WEIGHT_OF_LAST * (tookNs - stayedNs);
      ratio += FORGOTTEN * (1 - ratio);
    } else if (stayedNs > 0) {
      ratio += WEIGHT_OF_LAST * (Math.min(MOST, tookNs / stayedNs) - ratio);
    }
    costNs = (long) Math.max(0, (ratio - 1) * stayedNs);
  }

  /** The cost in ns; 0 while it is unknown. */
  long ns() {
    return costNs;
  }
}
