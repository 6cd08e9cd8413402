package olivo.engine.threads;

import java.util.concurrent.TimeUnit;

/**
 * How much longer a task takes on another thread than where it ran last, since its state has to
 * come from the caches of another processor: nothing that shows for a few cells, twice the time for
 * rows of weights. Only measuring tells, and it differs between machines whose processors share
 * caches and those whose do not.
 */
final class MoveCost {
  /** More is taken for a disturbance. */
  private static final float MOST_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How much one run counts, as against those before. */
  private static final float WEIGHT_OF_LAST = 0.05f;

  /** So much of the cost is forgotten with each run without a move, so that it is tried again. */
  private static final float FORGOTTEN = 0.001f;

  private float stayedNs = Float.NaN;
  private float movedNs = Float.NaN;
  private volatile long costNs;

  /** A run that took so long, on the thread of the run before or on another one. */
  void add(long tookNs, boolean moved) {
    if (moved) {
      movedNs = average(movedNs, tookNs);
    } else {
      stayedNs = average(stayedNs, tookNs);
      movedNs += FORGOTTEN * (stayedNs - movedNs);
    }
    float cost = movedNs - stayedNs;
    costNs = cost > 0 ? (long) Math.min(MOST_NS, cost) : 0;
  }

  private static float average(float before, long ns) {
    return Float.isNaN(before) ? ns : before + WEIGHT_OF_LAST * (ns - before);
  }

  /** The cost in ns; 0 while it is unknown. */
  long ns() {
    return costNs;
  }
}
