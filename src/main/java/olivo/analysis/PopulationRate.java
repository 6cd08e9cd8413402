package olivo.analysis;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import olivo.model.TimeStep;
import olivo.record.format.Recording;

/** The mean rate of a population over time, in bins from step 0 on. */
public final class PopulationRate {
  private final int size;
  private final double dtMs;
  private final int binSteps;
  private final long steps;
  private final Window recorded;
  private final long[] counts;
  private int bin;
  private long binEnd;

  /**
   * Bins over the steps [0, steps); the last bin may be shorter than the others.
   *
   * @param size number of cells
   * @param dtMs length of a step in ms
   * @param binSteps width of a bin in steps
   */
  public PopulationRate(int size, double dtMs, int binSteps, long steps) {
    this(size, dtMs, binSteps, steps, new Window(0, steps));
  }

  /**
   * The same where not all steps are recorded.
   *
   * @param recorded steps that are
   */
  PopulationRate(int size, double dtMs, int binSteps, long steps, Window recorded) {
    if (binSteps < 1) {
      throw new IllegalArgumentException("a bin of " + binSteps + " steps is no bin");
    }
    this.size = size;
    this.dtMs = dtMs;
    this.binSteps = binSteps;
    this.steps = steps;
    this.recorded = recorded;
    this.counts = new long[Math.toIntExact((steps + binSteps - 1) / binSteps)];
    this.binEnd = binSteps;
  }

  /**
   * The rates of all recorded populations of a recording by name, over what is recorded.
   *
   * @param binMs width of a bin in ms, rounded to steps
   */
  public static Map<String, PopulationRate> all(Recording recording, double binMs)
      throws IOException {
    TimeStep dt = new TimeStep(recording.header().dtMs());
    Map<String, PopulationRate> rates = new LinkedHashMap<>();
    for (int i = 0; i < recording.header().populations().size(); i++) {
      if (recording.header().populations().get(i).recorded()) {
        RecordedPart part = RecordedPart.of(recording, i);
        PopulationRate rate =
            new PopulationRate(
                part.size(),
                dt.dtMs(),
                dt.delaySteps(binMs),
                recording.recordedSteps(),
                part.window());
        part.portions(recording, rate::spikes);
        rates.put(part.entry().name(), rate);
      }
    }
    return rates;
  }

  /** Takes the next spike, in ascending order of steps; those at or after the end are left out. */
  public void spike(long step, int cell) {
    if (step < steps) {
      if (step >= binEnd) {
        bin = (int) (step / binSteps);
        binEnd = (bin + 1L) * binSteps;
      }
      counts[bin]++;
    }
  }

  /** Takes the next spikes. */
  void spikes(long[] ofSteps, int[] ofCells, int count) {
    for (int i = 0; i < count; i++) {
      spike(ofSteps[i], ofCells[i]);
    }
  }

  /** The same in bins so many times as wide. */
  public PopulationRate merged(int factor) {
    PopulationRate merged =
        new PopulationRate(size, dtMs, Math.multiplyExact(binSteps, factor), steps, recorded);
    for (int i = 0; i < counts.length; i++) {
      merged.counts[i / factor] += counts[i];
    }
    return merged;
  }

  /** Number of bins. */
  public int bins() {
    return counts.length;
  }

  /** Rate of a bin in Hz, by its real length; NaN where a part of it is not recorded. */
  public double rateHz(int bin) {
    long start = (long) bin * binSteps;
    if (start < recorded.fromStep() || start + binLength(bin) > recorded.toStep()) {
      return Double.NaN;
    }
    return counts[bin] * 1000.0 / (binLength(bin) * dtMs * size);
  }

  /** Start of a bin in s. */
  public double startS(int bin) {
    return (long) bin * binSteps * dtMs / 1000;
  }

  /** End of a bin in s. */
  public double endS(int bin) {
    return ((long) bin * binSteps + binLength(bin)) * dtMs / 1000;
  }

  /** Centre of a bin in s. */
  public double centreS(int bin) {
    return ((long) bin * binSteps + binLength(bin) / 2.0) * dtMs / 1000;
  }

  private long binLength(int bin) {
    return Math.min(binSteps, steps - (long) bin * binSteps);
  }
}
