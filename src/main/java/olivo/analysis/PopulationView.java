package olivo.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * @param steps steps of the recording
 * @param size number of recorded cells
 * @param populationSize number of cells
 * @param recorded steps in which spikes are recorded
 * @param window their part in the second half of the run or, without one, their second half
 * @param cells the cells that the rasters show, ascending
 * @param overview spikes of all recorded steps; null where there are too many cells to show it
 * @param closeUp spikes of the last of them; null where all are as few as that
 * @param rate rate over the run, where it is recorded
 * @param counts spikes of each recorded cell in the window
 * @param firing statistics of {@code cells} over the window
 * @param intervals intervals of {@code cells} in the window
 */
record PopulationView(
    String name,
    double dtMs,
    long steps,
    int size,
    int populationSize,
    Window recorded,
    Window window,
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
  private static final int MOST_BINS = 60_000;
  private static final double INTERVAL_BIN_MS = 0.5;
  private static final int INTERVAL_BINS = 20_000;

  static PopulationView read(Recording recording, int population) throws IOException {
    RecordedPart part = RecordedPart.of(recording, population);
    PopulationEntry entry = part.entry();
    TimeStep dt = new TimeStep(recording.header().dtMs());
    int size = part.size();
    long steps = recording.recordedSteps();
    long begin = part.window().fromStep();
    long end = part.window().toStep();
    Window window = new Window(begin + (end - begin) / 2, end);
    if (steps / 2 < end) {
      window = part.within(steps / 2, steps);
    }
    boolean all = size <= OVERVIEW_CELLS;
    int[] rows =
        all
            ? IntStream.range(0, size).toArray()
            : subset(size, SUBSET, recording.header().seed(), entry.name());
    long closeUpSteps = dt.delaySteps(all ? CLOSE_UP_MS : SUBSET_CLOSE_UP_MS);
    SpikeRaster overview = all ? new SpikeRaster(rows.length, COLUMNS, begin, end) : null;
    SpikeRaster closeUp =
        all && end - begin <= closeUpSteps
            ? null
            : new SpikeRaster(rows.length, COLUMNS, Math.max(begin, end - closeUpSteps), end);
    PopulationRate rate =
        new PopulationRate(
            size, dt.dtMs(), rateBinSteps(steps, part.window().steps()), steps, part.window());
    SpikeCounts counts = new SpikeCounts(size, dt.dtMs(), window);
    FiringStatistics firing =
        new FiringStatistics(rows.length, dt.dtMs(), window.fromStep(), window.toStep());
    IsiHistogram intervals =
        new IsiHistogram(
            rows.length,
            dt.dtMs(),
            dt.delaySteps(INTERVAL_BIN_MS),
            INTERVAL_BINS,
            window.fromStep(),
            window.toStep());
    int[] rowOfCell = new int[size];
    Arrays.fill(rowOfCell, -1);
    for (int row = 0; row < rows.length; row++) {
      rowOfCell[rows[row]] = row;
    }
    List<Recording.PortionVisitor> ofAll = List.of(rate::spikes, counts::spikes);
    List<Recording.PortionVisitor> ofShown =
        new ArrayList<>(List.of(firing::spikes, intervals::spikes));
    if (overview != null) {
      ofShown.add(overview::spikes);
    }
    if (closeUp != null) {
      ofShown.add(closeUp::spikes);
    }
    part.portions(
        recording,
        (atSteps, cells, count) -> {
          for (Recording.PortionVisitor visitor : ofAll) {
            visitor.spikes(atSteps, cells, count);
          }
          int shown = shownOf(rowOfCell, atSteps, cells, count);
          for (Recording.PortionVisitor visitor : ofShown) {
            visitor.spikes(atSteps, cells, shown);
          }
        });
    return new PopulationView(
        entry.name(),
        dt.dtMs(),
        steps,
        size,
        entry.size(),
        part.window(),
        window,
        Arrays.stream(rows).map(row -> part.cells()[row]).toArray(),
        overview,
        closeUp,
        rate,
        counts,
        firing,
        intervals);
  }

  /** Leaves of some spikes those of shown cells, each with its row, and returns their number. */
  private static int shownOf(int[] rowOfCell, long[] steps, int[] cells, int count) {
    int shown = 0;
    for (int i = 0; i < count; i++) {
      int row = rowOfCell[cells[i]];
      if (row >= 0) {
        steps[shown] = steps[i];
        cells[shown++] = row;
      }
    }
    return shown;
  }

  /** The name, with the number of cells where not all are recorded. */
  String title() {
    return title(name, size, populationSize);
  }

  /** The name of a population, with the number of its cells that are recorded if not all are. */
  static String title(String name, int recorded, int size) {
    return recorded == size ? name : name + " (" + recorded + " of " + size + " cells)";
  }

  double seconds(long atStep) {
    return atStep * dtMs / 1000;
  }

  /** The window of {@link #counts}, {@link #firing} and {@link #intervals} in words. */
  String windowName() {
    return PlotStyle.digits(seconds(window.fromStep()), 1)
        + "–"
        + PlotStyle.digits(seconds(window.toStep()), 1)
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

  /**
   * The width of bins with which the recorded steps of a run have about {@value #RATE_BINS}, as far
   * as the run has no more than some {@value #MOST_BINS} then.
   */
  static int rateBinSteps(long steps, long recorded) {
    return Math.max(rateBinSteps(recorded), rateBinSteps(steps / (MOST_BINS / RATE_BINS)));
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
