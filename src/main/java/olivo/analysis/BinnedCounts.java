package olivo.analysis;

import java.util.Arrays;

/**
 * Spike counts in successive bins of a window, given on bin by bin. Only bins that hold a spike are
 * given on; an incomplete last bin is dropped.
 */
final class BinnedCounts {
  /** Takes the counts of one bin. */
  interface BinVisitor {
    /**
     * One bin.
     *
     * @param cells the first {@code active} entries are the cells that spiked, in any order
     * @param counts {@code [size]} spikes of each cell
     */
    void bin(int[] cells, int active, int[] counts);
  }

  private final Window window;
  private final int binSteps;
  private final BinVisitor visitor;
  private final int[] counts;
  private final int[] cells;
  private int active;
  private long bin;

  BinnedCounts(int size, int binSteps, long fromStep, long toStep, BinVisitor visitor) {
    if (binSteps < 1) {
      throw new IllegalArgumentException("a bin of " + binSteps + " steps is no bin");
    }
    long steps = new Window(fromStep, toStep).steps();
    this.window = new Window(fromStep, fromStep + steps / binSteps * binSteps);
    this.binSteps = binSteps;
    this.visitor = visitor;
    this.counts = new int[size];
    this.cells = new int[size];
  }

  /** Number of complete bins, silent ones included. */
  long bins() {
    return window.steps() / binSteps;
  }

  void spike(long step, int cell) {
    if (!window.contains(step)) {
      return;
    }
    long at = (step - window.fromStep()) / binSteps;
    if (at != bin) {
      flush();
      bin = at;
    }
    if (counts[cell]++ == 0) {
      cells[active++] = cell;
    }
  }

  /** Gives on the bin that is still open. */
  void flush() {
    if (active > 0) {
      visitor.bin(cells, active, counts);
      Arrays.fill(counts, 0);
      active = 0;
    }
  }
}
