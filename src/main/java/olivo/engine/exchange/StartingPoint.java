package olivo.engine.exchange;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import olivo.device.layout.Slice;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;

/**
 * Where a run begins: at step 0 or where a checkpoint was made.
 *
 * @param checkpoint the checkpoint, if there is one
 */
public record StartingPoint(Optional<Checkpoint> checkpoint) {
  /** Step 0. */
  public static final StartingPoint ZERO = new StartingPoint(Optional.empty());

  /** The first step to be taken. */
  public long step() {
    return checkpoint.map(Checkpoint::step).orElse(0L);
  }

  /** The spikes of a participant that others still wait for. */
  SpikeLine lineOf(Participant participant) {
    if (checkpoint.isEmpty()) {
      return new SpikeLine(0);
    }
    Map<String, SpikeBatch> held = checkpoint.get().spikes();
    SpikeBatch spikes = null;
    if (participant instanceof Participant.Source source) {
      spikes = ofSlice(held, source.layout().slice());
    } else if (participant instanceof Participant.Neurons neurons) {
      spikes = ofSlice(held, neurons.layout().slice());
    } else if (participant instanceof Participant.Coupled coupled) {
      spikes = held.get(coupled.name());
    }
    return spikes == null ? new SpikeLine(step()) : new SpikeLine(spikes);
  }

  private static SpikeBatch ofSlice(Map<String, SpikeBatch> held, Slice slice) {
    SpikeBatch all = held.get(slice.name());
    if (all == null || slice.isWhole()) {
      return all;
    }
    Epoch epoch = all.epoch();
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[all.size()];
    int kept = 0;
    for (int i = 0; i < epoch.steps(); i++) {
      long step = epoch.firstStep() + i;
      for (int spike = all.begin(step); spike < all.end(step); spike++) {
        if (slice.firstCell() <= all.cell(spike) && all.cell(spike) < slice.endCell()) {
          cells[kept++] = all.cell(spike);
        }
      }
      offsets[i + 1] = kept;
    }
    return new SpikeBatch(epoch, offsets, Arrays.copyOf(cells, kept));
  }
}
