package olivo.record;

import java.util.Arrays;
import java.util.List;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/** Makes one batch of the windows that the slices of a population contribute to an epoch. */
final class EpochMerge {
  private EpochMerge() {}

  /**
   * The spikes of all windows, by step, then by cell.
   *
   * @param population its name, for messages
   * @param windows in any order; those of one slice cover the epoch without gap or overlap
   * @throws IllegalArgumentException if a step is covered by fewer windows than another, if a
   *     window reaches beyond the epoch, or if a cell has two spikes in one step
   */
  static SpikeBatch merge(String population, Epoch epoch, List<SpikeWindow> windows) {
    if (windows.size() == 1 && windows.get(0).batch().epoch().equals(epoch)) {
      SpikeWindow only = windows.get(0);
      if (only.firstStep() == epoch.firstStep() && only.endStep() == epoch.endStep()) {
        return only.batch();
      }
    }
    if (follow(epoch, windows)) {
      return concatenate(epoch, windows);
    }
    int[] offsets = offsets(population, epoch, windows);
    int[] cells = new int[offsets[epoch.steps()]];
    int[] next = Arrays.copyOf(offsets, epoch.steps());
    for (SpikeWindow window : windows) {
      SpikeBatch batch = window.batch();
      int spike = batch.begin(window.firstStep());
      for (long step = window.firstStep(); step < window.endStep(); step++) {
        int at = (int) (step - epoch.firstStep());
        for (int end = batch.end(step); spike < end; spike++) {
          cells[next[at]++] = batch.cell(spike);
        }
      }
    }
    for (int step = 0; step < epoch.steps(); step++) {
      if (!isAscending(cells, offsets[step], offsets[step + 1])) {
        Arrays.sort(cells, offsets[step], offsets[step + 1]);
        if (!isAscending(cells, offsets[step], offsets[step + 1])) {
          throw new IllegalArgumentException(
              "a cell of " + population + " spiked twice in step " + (epoch.firstStep() + step));
        }
      }
    }
    return new SpikeBatch(epoch, offsets, cells);
  }

  /** Whether the windows follow each other through the epoch, as those of one slice do. */
  private static boolean follow(Epoch epoch, List<SpikeWindow> windows) {
    long next = epoch.firstStep();
    for (SpikeWindow window : windows) {
      if (window.firstStep() != next) {
        return false;
      }
      next = window.endStep();
    }
    return next == epoch.endStep();
  }

  private static SpikeBatch concatenate(Epoch epoch, List<SpikeWindow> windows) {
    int spikes = 0;
    for (SpikeWindow window : windows) {
      spikes += window.size();
    }
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[spikes];
    int at = 0;
    for (SpikeWindow window : windows) {
      SpikeBatch batch = window.batch();
      int begin = batch.begin(window.firstStep());
      int step = (int) (window.firstStep() - epoch.firstStep());
      for (long taken = window.firstStep(); taken < window.endStep(); taken++) {
        offsets[++step] = at + batch.end(taken) - begin;
      }
      batch.copyCells(begin, cells, at, window.size());
      at += window.size();
    }
    return new SpikeBatch(epoch, offsets, cells);
  }

  private static int[] offsets(String population, Epoch epoch, List<SpikeWindow> windows) {
    int[] offsets = new int[epoch.steps() + 1];
    int[] slices = new int[epoch.steps() + 1];
    for (SpikeWindow window : windows) {
      if (window.firstStep() < epoch.firstStep() || window.endStep() > epoch.endStep()) {
        throw new IllegalArgumentException(
            "a window of " + population + " reaches beyond epoch " + epoch + ": " + window);
      }
      slices[(int) (window.firstStep() - epoch.firstStep())]++;
      slices[(int) (window.endStep() - epoch.firstStep())]--;
      SpikeBatch batch = window.batch();
      int begin = batch.begin(window.firstStep());
      for (long step = window.firstStep(); step < window.endStep(); step++) {
        int end = batch.end(step);
        offsets[(int) (step - epoch.firstStep()) + 1] += end - begin;
        begin = end;
      }
    }
    for (int step = 0; step < epoch.steps(); step++) {
      boolean covered = step == 0 ? slices[0] > 0 : slices[step] == 0;
      if (!covered) {
        throw new IllegalArgumentException(
            "the windows of "
                + population
                + " do not cover epoch "
                + epoch
                + " evenly at step "
                + (epoch.firstStep() + step));
      }
      offsets[step + 1] = Math.addExact(offsets[step], offsets[step + 1]);
    }
    return offsets;
  }

  private static boolean isAscending(int[] cells, int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      if (cells[i - 1] >= cells[i]) {
        return false;
      }
    }
    return true;
  }
}
