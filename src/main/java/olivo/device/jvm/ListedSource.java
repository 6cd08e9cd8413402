package olivo.device.jvm;

import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** Sources that all fire in listed steps. */
final class ListedSource implements SourceState {
  private final SourceLayout.Listed layout;
  private final SpikeCollector spikes = new SpikeCollector();
  private int next;

  ListedSource(SourceLayout.Listed layout) {
    this.layout = layout;
  }

  @Override
  public EpochResult advance(Epoch epoch, Inbound inbound) {
    long[] steps = layout.steps();
    spikes.begin(epoch);
    for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
      if (next < steps.length && steps[next] == step) {
        for (int cell = 0; cell < layout.slice().cells(); cell++) {
          spikes.add(cell);
        }
        next++;
      }
      spikes.endStep();
    }
    return new EpochResult(spikes.batch(epoch), List.of());
  }

  @Override
  public void save(long step, StateArrays into) {}

  @Override
  public void restore(long step, StateArrays.Reader from) {
    while (next < layout.steps().length && layout.steps()[next] < step) {
      next++;
    }
  }

  @Override
  public void close() {}
}
