package olivo.analysis;

/** Spikes of each cell of a population in a window, and the rates that follow. */
final class SpikeCounts {
  private final Window window;
  private final double dtMs;
  private final long[] counts;

  SpikeCounts(int size, double dtMs, Window window) {
    this.window = window;
    this.dtMs = dtMs;
    this.counts = new long[size];
  }

  void spike(long step, int cell) {
    if (window.contains(step)) {
      counts[cell]++;
    }
  }

  /** Takes the next spikes. */
  void spikes(long[] ofSteps, int[] ofCells, int count) {
    for (int i = 0; i < count; i++) {
      spike(ofSteps[i], ofCells[i]);
    }
  }

  /** Counts a spike that is known to lie in the window and gives the number before it. */
  long add(int cell) {
    return counts[cell]++;
  }

  int size() {
    return counts.length;
  }

  long of(int cell) {
    return counts[cell];
  }

  /** Rate of one cell in Hz. */
  double rateHz(int cell) {
    double seconds = window.seconds(dtMs);
    return seconds > 0 ? counts[cell] / seconds : Double.NaN;
  }

  /** The rates of all cells in Hz. */
  Moments ratesHz() {
    Moments rates = new Moments();
    for (int cell = 0; cell < counts.length; cell++) {
      rates.add(rateHz(cell));
    }
    return rates;
  }
}
