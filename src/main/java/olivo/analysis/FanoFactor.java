package olivo.analysis;

/**
 * Fano factor: variance over mean of the spike counts of a cell in successive bins, averaged over
 * the cells that spike. 1 for a Poisson train, 0 for a perfectly regular one.
 */
public final class FanoFactor {
  private final BinnedCounts bins;
  private final long[] sums;
  private final long[] squares;

  /**
   * Statistics over the complete bins of the steps [fromStep, toStep).
   *
   * @param size number of cells
   * @param binSteps width of a bin in steps
   */
  public FanoFactor(int size, int binSteps, long fromStep, long toStep) {
    this.bins = new BinnedCounts(size, binSteps, fromStep, toStep, this::add);
    this.sums = new long[size];
    this.squares = new long[size];
  }

  /** Takes the next spike, in ascending order of steps. */
  public void spike(long step, int cell) {
    bins.spike(step, cell);
  }

  /** Mean Fano factor, or NaN if no cell spiked. */
  public double mean() {
    bins.flush();
    double n = bins.bins();
    Moments cells = new Moments();
    for (int cell = 0; cell < sums.length; cell++) {
      if (sums[cell] > 0) {
        double sum = sums[cell];
        cells.add((n * squares[cell] - sum * sum) / (n * sum));
      }
    }
    return cells.mean();
  }

  private void add(int[] cells, int active, int[] counts) {
    for (int i = 0; i < active; i++) {
      long count = counts[cells[i]];
      sums[cells[i]] += count;
      squares[cells[i]] += count * count;
    }
  }
}
