package olivo.analysis;

import java.util.Arrays;

/**
 * How much of a population fires together: for every spike, the spikes of the population within
 * plus or minus a half width of it, both ends included.
 *
 * <p>Streaming: a spike is judged as soon as a later one lies past its half width, so only the
 * spikes of two half widths are held.
 */
public final class Synchrony {
  /** Share of the other cells that must fire along for a spike to count as synchronous. */
  private static final int SHARE_OF_OTHERS = 7;

  private static final int OUT_OF = 15;

  private final Window window;
  private final int halfWidthSteps;
  private final int needed;
  private final int[] spikesOfCell;
  private int distinct;

  /** Spikes held, a ring of a power of two: {@code [head, judged)} is past, the rest waits. */
  private long[] steps = new long[64];

  private int[] cells = new int[64];
  private long head;
  private long judged;
  private long tail;

  private long total;
  private long synchronous;
  private int maxCoincident;

  /**
   * Statistics over the spikes of the steps [fromStep, toStep).
   *
   * @param size number of cells
   * @param halfWidthSteps how far before or after a spike another one still counts
   */
  public Synchrony(int size, int halfWidthSteps, long fromStep, long toStep) {
    this.window = new Window(fromStep, toStep);
    this.halfWidthSteps = halfWidthSteps;
    this.needed = (SHARE_OF_OTHERS * (size - 1) + OUT_OF - 1) / OUT_OF;
    this.spikesOfCell = new int[size];
  }

  /** Takes the next spike, in ascending order of steps. */
  public void spike(long step, int cell) {
    if (!window.contains(step)) {
      return;
    }
    judgeBefore(step - halfWidthSteps);
    if (tail - head == steps.length) {
      grow();
    }
    int slot = (int) tail & (steps.length - 1);
    steps[slot] = step;
    cells[slot] = cell;
    tail++;
    if (spikesOfCell[cell]++ == 0) {
      distinct++;
    }
  }

  /**
   * Share of the spikes for which at least {@code ceil(7/15 (N - 1))} of the N - 1 other cells fire
   * within the half width; NaN without a spike or with one cell only.
   */
  public double syncShare() {
    judgeBefore(Long.MAX_VALUE);
    return total == 0 || needed == 0 ? Double.NaN : (double) synchronous / total;
  }

  /**
   * Largest number of spikes, of any cells, within the half width of a spike, that spike included.
   */
  public int maxCoincident() {
    judgeBefore(Long.MAX_VALUE);
    return maxCoincident;
  }

  /** Judges the waiting spikes of steps below a bound: all their neighbours have come. */
  private void judgeBefore(long bound) {
    int mask = steps.length - 1;
    while (judged < tail && steps[(int) judged & mask] < bound) {
      long centre = steps[(int) judged & mask];
      while (steps[(int) head & mask] < centre - halfWidthSteps) {
        if (--spikesOfCell[cells[(int) head & mask]] == 0) {
          distinct--;
        }
        head++;
      }
      judged++;
      total++;
      maxCoincident = Math.max(maxCoincident, (int) (tail - head));
      if (distinct - 1 >= needed) {
        synchronous++;
      }
    }
  }

  private void grow() {
    int held = steps.length;
    long[] widerSteps = Arrays.copyOf(steps, 2 * held);
    int[] widerCells = Arrays.copyOf(cells, 2 * held);
    for (long i = head; i < tail; i++) {
      int from = (int) i & (held - 1);
      int to = (int) i & (2 * held - 1);
      widerSteps[to] = steps[from];
      widerCells[to] = cells[from];
    }
    steps = widerSteps;
    cells = widerCells;
  }
}
