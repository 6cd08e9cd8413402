package olivo.analysis;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
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
 * @param counts spikes of each cell in the second half of the run
 * @param firing statistics of {@code cells} over the second half of the run
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
    SpikeCounts counts,
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
    SpikeRaster overview = all ? new SpikeRaster(cells.length, COLUMNS, 0, steps) : null;
    SpikeRaster closeUp =
        all && steps <= closeUpSteps
            ? null
            : new SpikeRaster(cells.length, COLUMNS, Math.max(0, steps - closeUpSteps), steps);
    PopulationRate rate = new PopulationRate(size, dt.dtMs(), rateBinSteps(steps), steps);
    SpikeCounts counts = new SpikeCounts(size, dt.dtMs(), new Window(steps / 2, steps));
    FiringStatistics firing = new FiringStatistics(cells.length, dt.dtMs(), steps / 2, steps);
    IsiHistogram intervals =
        new IsiHistogram(
            cells.length,
            dt.dtMs(),
            dt.delaySteps(INTERVAL_BIN_MS),
            INTERVAL_BINS,
            steps / 2,
            steps);
    int[] rowOfCell = new int[size];
    Arrays.fill(rowOfCell, -1);
    for (int row = 0; row < cells.length; row++) {
      rowOfCell[cells[row]] = row;
    }
    recording.spikes(
        population,
        (step, cell) -> {
          rate.spike(step, cell);
          counts.spike(step, cell);
          int row = rowOfCell[cell];
          if (row >= 0) {
            firing.spike(step, row);
            intervals.spike(step, row);
            if (overview != null) {
              overview.spike(step, row);
            }
            if (closeUp != null) {
              closeUp.spike(step, row);
            }
          }
        });
    return new PopulationView(
        entry.name(), dt.dtMs(), steps, cells, overview, closeUp, rate, counts, firing, intervals);
  }

  int size() {
    return counts.size();
  }

  double seconds(long atStep) {
    return atStep * dtMs / 1000;
  }

  /** The window of {@link #counts}, {@link #firing} and {@link #intervals} in words. */
  String windowName() {
    return PlotStyle.digits(seconds(steps / 2), 1)
        + "–"
        + PlotStyle.digits(seconds(steps), 1)
        + " s";
  }

  /**
   * Some of the indices below {@code size}, ascending and each once, by Floyd's method: memory does
   * not grow with {@code size}, which may be a hundred million synapses.
   */
  static int[] subset(int size, int wanted, long seed, String owner) {
    int taken = Math.min(size, wanted);
    Philox random = new Philox(seed);
    int stream = Philox.stream("plot", owner);
    Set<Integer> chosen = new TreeSet<>();
    for (int last = size - taken; last < size; last++) {
      int drawn = Philox.below(random.word(0, last, stream), last + 1);
      chosen.add(chosen.contains(drawn) ? last : drawn);
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
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
