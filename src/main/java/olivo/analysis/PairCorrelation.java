package olivo.analysis;

/**
 * Pearson correlation of the binned spike counts of two cells, averaged over all pairs of a small
 * population. Pairs with a cell whose count never varies have no correlation and are left out.
 */
public final class PairCorrelation {
  /** Largest population: memory and time grow with its square. */
  public static final int MAX_SIZE = 1024;

  private final int size;
  private final BinnedCounts bins;
  private final long[] sums;
  private final long[] products;

  /**
   * Statistics over the complete bins of the steps [fromStep, toStep).
   *
   * @param size number of cells, at most {@value #MAX_SIZE}
   * @param binSteps width of a bin in steps
   */
  public PairCorrelation(int size, int binSteps, long fromStep, long toStep) {
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "pair correlations are for at most " + MAX_SIZE + " cells, got " + size);
    }
    this.size = size;
    this.bins = new BinnedCounts(size, binSteps, fromStep, toStep, this::add);
    this.sums = new long[size];
    this.products = new long[size * size];
  }

  /** Takes the next spike, in ascending order of steps. */
  public void spike(long step, int cell) {
    bins.spike(step, cell);
  }

  /** Correlation of one pair, in [-1, 1], or NaN if a count never varies. */
  public double of(int a, int b) {
    bins.flush();
    double spread = Math.sqrt(covariance(a, a) * covariance(b, b));
    return spread > 0 ? covariance(a, b) / spread : Double.NaN;
  }

  /** Mean over all pairs, or NaN if there is none. */
  public double mean() {
    Moments pairs = new Moments();
    for (int a = 0; a < size; a++) {
      for (int b = a + 1; b < size; b++) {
        pairs.add(of(a, b));
      }
    }
    return pairs.mean();
  }

  /** The covariance times the squared number of bins: whole numbers, so equal trains give 1. */
  private double covariance(int a, int b) {
    return (double) bins.bins() * products[a * size + b] - (double) sums[a] * sums[b];
  }

  private void add(int[] cells, int active, int[] counts) {
    for (int i = 0; i < active; i++) {
      int a = cells[i];
      sums[a] += counts[a];
      for (int j = 0; j < active; j++) {
        products[a * size + cells[j]] += (long) counts[a] * counts[cells[j]];
      }
    }
  }
}
