package olivo.analysis;

/**
 * Rates and irregularity of the spike trains of one population in a window.
 *
 * <p>An interspike interval (ISI) counts where both of its spikes lie in the window. CV, CV2 and LV
 * are computed for each cell with at least {@value #MIN_SPIKES} spikes in the window and averaged
 * over these cells:
 *
 * <ul>
 *   <li>CV: standard deviation over mean of the intervals;
 *   <li>CV2: mean of {@code 2 |I' - I| / (I' + I)} over successive intervals (Holt et al. 1996);
 *   <li>LV: mean of {@code 3 ((I' - I) / (I' + I))^2} over successive intervals (Shinomoto et al.
 *       2003).
 * </ul>
 */
public final class FiringStatistics {
  /** Spikes that a cell needs for its CV, CV2 and LV to count. */
  public static final int MIN_SPIKES = 6;

  private final Window window;
  private final SpikeCounts counts;
  private final long[] firstStep;
  private final long[] lastStep;
  private final long[] lastInterval;
  private final long[] intervalSquares;
  private final double[] contrasts;
  private final double[] contrastSquares;
  private long spikes;

  /**
   * Statistics over the steps [fromStep, toStep).
   *
   * @param size number of cells
   * @param dtMs length of a step in ms
   */
  public FiringStatistics(int size, double dtMs, long fromStep, long toStep) {
    this.window = new Window(fromStep, toStep);
    this.counts = new SpikeCounts(size, dtMs, window);
    this.firstStep = new long[size];
    this.lastStep = new long[size];
    this.lastInterval = new long[size];
    this.intervalSquares = new long[size];
    this.contrasts = new double[size];
    this.contrastSquares = new double[size];
  }

  /** Takes the next spike; spikes of one cell come in ascending order of steps. */
  public void spike(long step, int cell) {
    spikes++;
    if (!window.contains(step)) {
      return;
    }
    long before = counts.add(cell);
    if (before == 0) {
      firstStep[cell] = step;
    } else {
      long interval = step - lastStep[cell];
      intervalSquares[cell] += interval * interval;
      if (before > 1) {
        long previous = lastInterval[cell];
        double contrast = (double) (interval - previous) / (interval + previous);
        contrasts[cell] += Math.abs(contrast);
        contrastSquares[cell] += contrast * contrast;
      }
      lastInterval[cell] = interval;
    }
    lastStep[cell] = step;
  }

  /** Takes the next spikes. */
  void spikes(long[] ofSteps, int[] ofCells, int count) {
    for (int i = 0; i < count; i++) {
      spike(ofSteps[i], ofCells[i]);
    }
  }

  /** Number of cells. */
  public int size() {
    return counts.size();
  }

  /** Spikes taken so far, inside the window or not. */
  public long spikes() {
    return spikes;
  }

  /** Spikes of one cell in the window. */
  public long windowSpikes(int cell) {
    return counts.of(cell);
  }

  /** Rate of one cell in Hz. */
  public double cellRateHz(int cell) {
    return counts.rateHz(cell);
  }

  /** Mean rate in Hz of a cell. */
  public double rateHz() {
    return counts.ratesHz().mean();
  }

  /** Standard deviation over cells of the rate, in Hz. */
  public double rateSdHz() {
    return counts.ratesHz().sd();
  }

  /** Rate in Hz of the slowest cell. */
  public double rateMinHz() {
    return counts.ratesHz().min();
  }

  /** Rate in Hz of the fastest cell. */
  public double rateMaxHz() {
    return counts.ratesHz().max();
  }

  /** CV of one cell, or NaN if it has fewer than {@value #MIN_SPIKES} spikes. */
  public double cellIsiCv(int cell) {
    if (counts.of(cell) < MIN_SPIKES) {
      return Double.NaN;
    }
    double intervals = counts.of(cell) - 1;
    double sum = lastStep[cell] - firstStep[cell];
    double variance = intervals * intervalSquares[cell] - sum * sum;
    return Math.sqrt(Math.max(0, variance)) / sum;
  }

  /** Mean CV. */
  public double isiCv() {
    Moments cvs = new Moments();
    for (int cell = 0; cell < counts.size(); cell++) {
      cvs.add(cellIsiCv(cell));
    }
    return cvs.mean();
  }

  /** Mean CV2. */
  public double cv2() {
    return meanContrast(contrasts, 2);
  }

  /** Mean LV. */
  public double lv() {
    return meanContrast(contrastSquares, 3);
  }

  private double meanContrast(double[] sums, double factor) {
    Moments cells = new Moments();
    for (int cell = 0; cell < counts.size(); cell++) {
      if (counts.of(cell) >= MIN_SPIKES) {
        cells.add(factor * sums[cell] / (counts.of(cell) - 2));
      }
    }
    return cells.mean();
  }
}
