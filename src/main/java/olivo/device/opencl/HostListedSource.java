package olivo.device.opencl;

import java.util.Arrays;
import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;

/** Sources that all fire in listed steps: nothing that a device could compute. */
final class HostListedSource implements SourceState {
  private final SourceLayout.Listed layout;

  HostListedSource(SourceLayout.Listed layout) {
    this.layout = layout;
  }

  @Override
  public EpochResult advance(Epoch epoch, Inbound inbound) {
    int cells = layout.slice().cells();
    int from = firstNotBefore(epoch.firstStep());
    int to = firstNotBefore(epoch.endStep());
    int[] starts = new int[epoch.steps() + 1];
    int[] spikes = new int[Math.multiplyExact(to - from, cells)];
    for (int i = from; i < to; i++) {
      starts[(int) (layout.steps()[i] - epoch.firstStep()) + 1] = cells;
      for (int cell = 0; cell < cells; cell++) {
        spikes[(i - from) * cells + cell] = cell;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    return new EpochResult(new SpikeBatch(epoch, starts, spikes), List.of());
  }

  private int firstNotBefore(long step) {
    int found = Arrays.binarySearch(layout.steps(), step);
    return found < 0 ? -found - 1 : found;
  }

  /** What is next follows from the step. */
  @Override
  public void save(long step, StateArrays into) {}

  @Override
  public void restore(long step, StateArrays.Reader from) {}

  @Override
  public void close() {}
}
