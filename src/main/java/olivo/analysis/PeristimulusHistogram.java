package olivo.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import olivo.model.Protocol.Trial;
import olivo.record.format.Recording;

/**
 * The mean rate of a population over the course of a trial, from all trials of a group.
 *
 * @param population name of the population
 * @param size number of its cells
 * @param cells number of recorded cells, whose rate it is
 * @param group the trials
 * @param trials number of them, of which all is recorded
 * @param binSteps width of a bin in steps
 * @param trialSteps length of a trial in steps
 * @param dtMs length of a step in ms
 * @param counts spikes of all cells in all trials, by bin
 */
record PeristimulusHistogram(
    String population,
    int size,
    int cells,
    TrialGroups.Group group,
    int trials,
    int binSteps,
    long trialSteps,
    double dtMs,
    long[] counts) {

  /** The histograms of one recorded population, one for each group, in one pass. */
  static List<PeristimulusHistogram> of(Recording recording, int population, TrialGroups groups)
      throws IOException {
    RecordedPart part = RecordedPart.of(recording, population);
    int[] trials = new int[groups.groups().size()];
    boolean[] complete = new boolean[groups.trials().size()];
    for (int i = 0; i < complete.length; i++) {
      Trial trial = groups.trials().get(i);
      complete[i] =
          trial.fromStep() >= part.window().fromStep() && trial.endStep() <= part.window().toStep();
      trials[groups.groupOf()[i]] += complete[i] ? 1 : 0;
    }
    long[][] counts = new long[trials.length][];
    int[] binSteps = new int[trials.length];
    for (int g = 0; g < counts.length; g++) {
      counts[g] = new long[groups.bins(groups.groups().get(g).type())];
      binSteps[g] = groups.binSteps(groups.groups().get(g).type());
    }
    int[] next = {0};
    recording.spikes(
        population,
        (step, cell) -> {
          while (next[0] < complete.length && groups.trials().get(next[0]).endStep() <= step) {
            next[0]++;
          }
          if (next[0] < complete.length && complete[next[0]]) {
            long since = step - groups.trials().get(next[0]).fromStep();
            int group = groups.groupOf()[next[0]];
            if (since >= 0) {
              counts[group][(int) (since / binSteps[group])]++;
            }
          }
        });
    List<PeristimulusHistogram> histograms = new ArrayList<>();
    for (int g = 0; g < counts.length; g++) {
      TrialGroups.Group group = groups.groups().get(g);
      histograms.add(
          new PeristimulusHistogram(
              part.entry().name(),
              part.entry().size(),
              part.size(),
              group,
              trials[g],
              binSteps[g],
              groups.step().runSteps(group.type().durationMs()),
              groups.step().dtMs(),
              counts[g]));
    }
    return histograms;
  }

  /** Number of bins. */
  int bins() {
    return counts.length;
  }

  /** Start of a bin in ms from the start of the trial. */
  double startMs(int bin) {
    return (long) bin * binSteps * dtMs;
  }

  /** End of a bin in ms from the start of the trial. */
  double endMs(int bin) {
    return Math.min((bin + 1L) * binSteps, trialSteps) * dtMs;
  }

  /** Rate of a cell in a bin in Hz; NaN where no trial is recorded. */
  double rateHz(int bin) {
    double seconds = (endMs(bin) - startMs(bin)) * 1e-3;
    return trials == 0 || cells == 0 ? Double.NaN : counts[bin] / (seconds * trials * cells);
  }
}
