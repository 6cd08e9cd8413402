package olivo.analysis;

import java.util.Arrays;

/** Histogram of the interspike intervals of all cells of a population, in a window. */
public final class IsiHistogram {
  private final Window window;
  private final double dtMs;
  private final int binSteps;
  private final long[] counts;
  private final long[] lastStep;
  private long beyond;

  /**
   * Histogram of the intervals with both spikes in the steps [fromStep, toStep).
   *
   * @param size number of cells
   * @param dtMs length of a step in ms
   * @param binSteps width of a bin in steps: bin k holds the intervals from {@code k binSteps} to
   *     below {@code (k + 1) binSteps} steps
   * @param bins number of bins
   */
  public IsiHistogram(int size, double dtMs, int binSteps, int bins, long fromStep, long toStep) {
    if (binSteps < 1 || bins < 1) {
      throw new IllegalArgumentException("no histogram: " + bins + " bins of " + binSteps);
    }
    this.window = new Window(fromStep, toStep);
    this.dtMs = dtMs;
    this.binSteps = binSteps;
    this.counts = new long[bins];
    this.lastStep = new long[size];
    Arrays.fill(lastStep, -1);
  }

  /** Takes the next spike; spikes of one cell come in ascending order of steps. */
  public void spike(long step, int cell) {
    if (!window.contains(step)) {
      return;
    }
    long last = lastStep[cell];
    lastStep[cell] = step;
    if (last >= 0) {
      long bin = (step - last) / binSteps;
      if (bin < counts.length) {
        counts[(int) bin]++;
      } else {
        beyond++;
      }
    }
  }

  /** Takes the next spikes. */
  void spikes(long[] ofSteps, int[] ofCells, int count) {
    for (int i = 0; i < count; i++) {
      spike(ofSteps[i], ofCells[i]);
    }
  }

  /** Number of bins. */
  public int bins() {
    return counts.length;
  }

  /** Intervals in a bin. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Intervals too long for the last bin. */
  public long beyond() {
    return beyond;
  }

  /** All intervals, those beyond the last bin included. */
  public long total() {
    long total = beyond;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** Lower edge of a bin in ms. */
  public double edgeMs(int bin) {
    return (double) bin * binSteps * dtMs;
  }
}
