package olivo.record;

import java.util.Arrays;
import olivo.model.CellRange;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StepWindow;

/** The spikes of a population that are written down. */
final class SpikeSelection {
  private final boolean whole;
  private final boolean[] wanted;
  private final StepWindow window;

  private SpikeSelection(boolean whole, boolean[] wanted, StepWindow window) {
    this.whole = whole;
    this.wanted = wanted;
    this.window = window;
  }

  /** What the entry of a population asks for. */
  static SpikeSelection of(PopulationEntry entry) {
    if (!entry.isPartial()) {
      return new SpikeSelection(true, new boolean[0], null);
    }
    boolean[] wanted = new boolean[entry.size()];
    for (CellRange range : entry.recordedCells()) {
      Arrays.fill(wanted, range.firstCell(), range.endCell(), true);
    }
    return new SpikeSelection(false, wanted, entry.recordedWindow(Long.MAX_VALUE));
  }

  /** Those spikes of an epoch. */
  SpikeBatch of(SpikeBatch all) {
    if (whole) {
      return all;
    }
    Epoch epoch = all.epoch();
    int[] starts = new int[epoch.steps() + 1];
    int[] cells = new int[all.size()];
    int kept = 0;
    for (int offset = 0; offset < epoch.steps(); offset++) {
      long step = epoch.firstStep() + offset;
      if (step >= window.fromStep() && step < window.endStep()) {
        for (int spike = all.begin(step); spike < all.end(step); spike++) {
          if (wanted[all.cell(spike)]) {
            cells[kept++] = all.cell(spike);
          }
        }
      }
      starts[offset + 1] = kept;
    }
    return new SpikeBatch(epoch, starts, Arrays.copyOf(cells, kept));
  }
}
