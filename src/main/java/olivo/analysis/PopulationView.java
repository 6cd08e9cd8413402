package olivo.analysis;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import olivo.model.Philox;
import olivo.model.TimeStep;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.PopulationEntry;

/**
 * What the plots need of the spikes of one population, gathered in one pass.
 *
 * @param name name of the population
 * @param dtMs length of a step in ms
 * @param steps steps recorded
 * @param cells the cells that the rasters show, ascending
 * @param overview spikes of the whole run; null where there are too many cells to show it
 * @param closeUp spikes of the end of the run; null where the whole run is as short as that
 * @param rate rate over the whole run
 * @param firing statistics over the second half of the run
 * @param intervals intervals of {@code cells} in the second half of the run
 */
record PopulationView(
    String name,
    double dtMs,
    long steps,
    int[] cells,
    SpikeRaster overview,
    SpikeRaster closeUp,
    PopulationRate rate,
    FiringStatistics firing,
    IsiHistogram intervals) {
  /** Up to so many cells, every one has room for a label with its rate. */
  static final int LABELLED = 40;

  private static final int OVERVIEW_CELLS = 256;
  private static final int SUBSET = 128;
  private static final int COLUMNS = 1200;
  private static final double CLOSE_UP_MS = 1000;
  private static final double SUBSET_CLOSE_UP_MS = 2000;
  private static final int RATE_BINS = 60;
  private static final double INTERVAL_BIN_MS = 0.5;
  private static final int INTERVAL_BINS = 20_000;

  static PopulationView read(Recording recording, int population) throws IOException {
    PopulationEntry entry = recording.header().populations().get(population);
    TimeStep dt = new TimeStep(recording.header().dtMs());
    int size = entry.size();
    long steps = recording.recordedSteps();
    boolean all = size <= OVERVIEW_CELLS;
    int[] cells =
        all
            ? IntStream.range(0, size).toArray()
            : subset(size, SUBSET, recording.header().seed(), entry.name());
    long closeUpSteps = dt.delaySteps(all ? CLOSE_UP_MS : SUBSET_CLOSE_UP_MS);
    SpikeRaster overview = all ? new SpikeRaster(size, cells, COLUMNS, 0, steps) : null;
    SpikeRaster closeUp =
        all && steps <= closeUpSteps
            ? null
            : new SpikeRaster(size, cells, COLUMNS, Math.max(0, steps - closeUpSteps), steps);
    PopulationRate rate = new PopulationRate(size, dt.dtMs(), rateBinSteps(steps), steps);
    FiringStatistics firing = new FiringStatistics(size, dt.dtMs(), steps / 2, steps);
    IsiHistogram intervals =
        new IsiHistogram(
            size, dt.dtMs(), dt.delaySteps(INTERVAL_BIN_MS), INTERVAL_BINS, steps / 2, steps);
    boolean[] shown = new boolean[size];
    for (int cell : cells) {
      shown[cell] = true;
    }
    recording.spikes(
        population,
        (step, cell) -> {
          if (overview != null) {
            overview.spike(step, cell);
          }
          if (closeUp != null) {
            closeUp.spike(step, cell);
          }
          rate.spike(step, cell);
          firing.spike(step, cell);
          if (shown[cell]) {
            intervals.spike(step, cell);
          }
        });
    return new PopulationView(
        entry.name(), dt.dtMs(), steps, cells, overview, closeUp, rate, firing, intervals);
  }

  int size() {
    return firing.size();
  }

  double seconds(long atStep) {
    return atStep * dtMs / 1000;
  }

  /** The window of {@link #firing} and {@link #intervals} in words. */
  String windowName() {
    return PlotStyle.digits(seconds(steps / 2), 1)
        + "–"
        + PlotStyle.digits(seconds(steps), 1)
        + " s";
  }

  /** Some of the indices below {@code size}, ascending: a partial Fisher-Yates shuffle. */
  static int[] subset(int size, int wanted, long seed, String owner) {
    int[] all = IntStream.range(0, size).toArray();
    int taken = Math.min(size, wanted);
    Philox random = new Philox(seed);
    int stream = Philox.stream("plot", owner);
    for (int i = 0; i < taken; i++) {
      int j = i + Philox.below(random.word(0, i, stream), size - i);
      int swapped = all[i];
      all[i] = all[j];
      all[j] = swapped;
    }
    int[] subset = Arrays.copyOf(all, taken);
    Arrays.sort(subset);
    return subset;
  }

  /** 1, 2 or 5 times a power of ten, so that the run has about {@value #RATE_BINS} bins. */
  static int rateBinSteps(long steps) {
    long bin = 1;
    int[] factors = {2, 5, 10};
    for (int i = 0; steps > RATE_BINS * bin; i++) {
      long decade = (long) Math.pow(10, i / factors.length);
      bin = factors[i % factors.length] * decade;
    }
    return Math.toIntExact(bin);
  }
}
