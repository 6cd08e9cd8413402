package olivo.analysis;

import java.io.IOException;
import java.util.Arrays;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.WeightEntry;

/**
 * The weights of a projection over time: mean and spread of all, and the course of a few synapses.
 * Long recordings are thinned out to a bounded number of times.
 */
final class WeightHistory {
  /** Synapses whose course is kept. */
  static final int SYNAPSES = 48;

  private static final int MAX_TIMES = 400;

  private final WeightEntry entry;
  private final int[] synapses;
  private final double dtMs;
  private final long thinning;
  private double[] seconds = new double[64];
  private double[] means = new double[64];
  private double[] sds = new double[64];
  private final double[][] courses;
  private long seen;
  private int times;
  private float[] last;

  private WeightHistory(WeightEntry entry, int[] synapses, double dtMs, long snapshots) {
    this.entry = entry;
    this.synapses = synapses;
    this.dtMs = dtMs;
    this.thinning = snapshots / MAX_TIMES + 1;
    this.courses = new double[synapses.length][64];
  }

  static WeightHistory read(Recording recording, int index) throws IOException {
    WeightEntry entry = recording.header().weights().get(index);
    long steps = recording.recordedSteps();
    WeightHistory history =
        new WeightHistory(
            entry,
            PopulationView.subset(
                entry.synapses(), SYNAPSES, recording.header().seed(), entry.projection()),
            recording.header().dtMs(),
            entry.everySteps() > 0 ? steps / entry.everySteps() : 0);
    recording.weights(index, history::snapshot);
    float[] end = recording.finalWeights(index).orElse(null);
    if (end != null) {
      history.add(steps, end);
      history.last = end;
    }
    return history;
  }

  WeightEntry entry() {
    return entry;
  }

  /** Number of times kept. */
  int times() {
    return times;
  }

  double[] seconds() {
    return Arrays.copyOf(seconds, times);
  }

  double[] means() {
    return Arrays.copyOf(means, times);
  }

  double[] sds() {
    return Arrays.copyOf(sds, times);
  }

  /** Number of synapses whose course is kept. */
  int synapses() {
    return synapses.length;
  }

  double[] course(int which) {
    return Arrays.copyOf(courses[which], times);
  }

  /** The final weights or, without them, the last ones kept; null if there are none. */
  float[] last() {
    return last;
  }

  double lastSecond() {
    return seconds[times - 1];
  }

  private void snapshot(long step, float[] weights) {
    if (seen++ % thinning == 0) {
      add(step, weights);
      last = last == null ? weights.clone() : last;
      System.arraycopy(weights, 0, last, 0, weights.length);
    }
  }

  private void add(long step, float[] weights) {
    if (times == seconds.length) {
      seconds = Arrays.copyOf(seconds, 2 * times);
      means = Arrays.copyOf(means, 2 * times);
      sds = Arrays.copyOf(sds, 2 * times);
      for (int i = 0; i < courses.length; i++) {
        courses[i] = Arrays.copyOf(courses[i], 2 * times);
      }
    }
    WeightStatistics statistics = WeightStatistics.of(weights, entry.wMin(), entry.wMax());
    seconds[times] = step * dtMs / 1000;
    means[times] = statistics.mean();
    sds[times] = statistics.sd();
    for (int i = 0; i < synapses.length; i++) {
      courses[i][times] = weights[synapses[i]];
    }
    times++;
  }
}
