package olivo.analysis;

/**
 * Cross-correlogram of two cells of a population: how often cell b fires how long after cell a.
 *
 * <p>Bin k of {@code -bins .. bins} holds the pairs of spikes whose lag (step of b less step of a)
 * lies in {@code [k w - w/2, k w - w/2 + w)} with w the bin width, w/2 rounded down; bin 0 is
 * centred on simultaneous spikes.
 */
public final class CrossCorrelogram {
  private final int cellA;
  private final int cellB;
  private final int binSteps;
  private final int bins;
  private final long[] counts;
  private final Recent recentA = new Recent();
  private final Recent recentB = new Recent();

  /**
   * Correlogram of two cells.
   *
   * @param cellA cell whose spikes are the origin
   * @param cellB another cell
   * @param binSteps width of a bin in steps
   * @param bins number of bins to each side of bin 0
   */
  public CrossCorrelogram(int cellA, int cellB, int binSteps, int bins) {
    if (cellA == cellB || binSteps < 1 || bins < 0) {
      throw new IllegalArgumentException(
          "no correlogram: cells "
              + cellA
              + " and "
              + cellB
              + ", "
              + bins
              + " bins of "
              + binSteps);
    }
    this.cellA = cellA;
    this.cellB = cellB;
    this.binSteps = binSteps;
    this.bins = bins;
    this.counts = new long[2 * bins + 1];
  }

  /** Takes the next spike, in ascending order of steps; other cells are passed over. */
  public void spike(long step, int cell) {
    if (cell == cellA) {
      recentA.add(step);
      recentB.count(step, -1);
    } else if (cell == cellB) {
      recentB.add(step);
      recentA.count(step, 1);
    }
  }

  /** Number of bins to each side of bin 0. */
  public int bins() {
    return bins;
  }

  /** Pairs of spikes in bin {@code k}, from {@code -bins} to {@code bins}. */
  public long count(int k) {
    return counts[k + bins];
  }

  /** Spikes of one cell that a coming spike of the other may still be paired with. */
  private final class Recent {
    private long[] steps = new long[16];
    private int from;
    private int to;

    void add(long step) {
      if (to == steps.length) {
        int held = to - from;
        long[] target = held > steps.length / 2 ? new long[2 * steps.length] : steps;
        System.arraycopy(steps, from, target, 0, held);
        steps = target;
        from = 0;
        to = held;
      }
      steps[to++] = step;
      while (steps[from] < step - reach()) {
        from++;
      }
    }

    void count(long step, int sign) {
      for (int i = to - 1; i >= from && steps[i] >= step - reach(); i--) {
        long bin = Math.floorDiv(sign * (step - steps[i]) + binSteps / 2, (long) binSteps) + bins;
        if (bin >= 0 && bin < counts.length) {
          counts[(int) bin]++;
        }
      }
    }

    private long reach() {
      return (long) binSteps * (bins + 1);
    }
  }
}
