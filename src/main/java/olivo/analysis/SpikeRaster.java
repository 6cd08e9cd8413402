package olivo.analysis;

/**
 * The spikes of some cells in a window, counted in a grid of fixed size: what a raster plot shows,
 * in memory that does not grow with the number of spikes.
 */
final class SpikeRaster {
  private final Window window;
  private final int columns;
  private final int[][] counts;

  /**
   * A raster over the steps [fromStep, toStep).
   *
   * @param rows number of cells shown
   * @param columns largest number of columns; a window of fewer steps has one for each step
   */
  SpikeRaster(int rows, int columns, long fromStep, long toStep) {
    this.window = new Window(fromStep, toStep);
    this.columns = (int) Math.max(1, Math.min(columns, window.steps()));
    this.counts = new int[rows][this.columns];
  }

  private SpikeRaster(Window window, int[][] counts) {
    this.window = window;
    this.columns = counts[0].length;
    this.counts = counts;
  }

  void spike(long step, int row) {
    if (window.contains(step)) {
      counts[row][(int) ((step - window.fromStep()) * columns / window.steps())]++;
    }
  }

  /** Takes the next spikes. */
  void spikes(long[] ofSteps, int[] ofCells, int count) {
    for (int i = 0; i < count; i++) {
      spike(ofSteps[i], ofCells[i]);
    }
  }

  Window window() {
    return window;
  }

  int rows() {
    return counts.length;
  }

  int columns() {
    return columns;
  }

  int count(int row, int column) {
    return counts[row][column];
  }

  /** Mean number of spikes in a place of the grid. */
  double density() {
    double total = 0;
    for (int[] row : counts) {
      for (int count : row) {
        total += count;
      }
    }
    return total / rows() / columns;
  }

  int maxCount() {
    int max = 0;
    for (int[] row : counts) {
      for (int count : row) {
        max = Math.max(max, count);
      }
    }
    return max;
  }

  /**
   * The same spikes in fewer and wider columns.
   *
   * @param density mean number of spikes in a place of the grid to reach, as far as possible
   */
  SpikeRaster merged(double density) {
    double wanted = density / density();
    int factor = 1;
    while (factor < columns && (factor < wanted || columns % factor != 0)) {
      factor++;
    }
    int[][] sums = new int[rows()][columns / factor];
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns; column++) {
        sums[row][column / factor] += counts[row][column];
      }
    }
    return new SpikeRaster(window, sums);
  }
}
