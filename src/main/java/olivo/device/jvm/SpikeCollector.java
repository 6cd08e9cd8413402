package olivo.device.jvm;

import java.util.Arrays;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;

/**
 * Gathers the spikes of an epoch in the order of steps and cells. Its buffers grow to the largest
 * epoch seen and stay.
 */
final class SpikeCollector {
  private int[] stepOffsets = new int[257];
  private int[] cells = new int[1024];
  private int size;
  private int stepsDone;

  void begin(Epoch epoch) {
    if (stepOffsets.length < epoch.steps() + 1) {
      stepOffsets = new int[Math.max(epoch.steps() + 1, 2 * stepOffsets.length)];
    }
    size = 0;
    stepsDone = 0;
  }

  void add(int cell) {
    if (size == cells.length) {
      cells = Arrays.copyOf(cells, 2 * size);
    }
    cells[size++] = cell;
  }

  void endStep() {
    stepOffsets[++stepsDone] = size;
  }

  SpikeBatch batch(Epoch epoch) {
    if (stepsDone != epoch.steps()) {
      throw new IllegalStateException("epoch " + epoch + " ended after " + stepsDone + " steps");
    }
    return new SpikeBatch(
        epoch, Arrays.copyOf(stepOffsets, stepsDone + 1), Arrays.copyOf(cells, size));
  }
}
