package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.PlasticityState;
import olivo.device.layout.DecayTable;
import olivo.model.SpikeBatch;

/**
 * A trace of each cell that jumps by 1 with every spike and decays in between. Kept as its value
 * just after the last spike, so that nothing is done in steps without one.
 */
final class SpikeTraces {
  private final DecayTable decay;
  private final float[] value;
  private final long[] lastSpike;

  SpikeTraces(int cells, DecayTable decay) {
    this.decay = decay;
    this.value = new float[cells];
    this.lastSpike = new long[cells];
    Arrays.fill(lastSpike, PlasticityState.NEVER);
  }

  /** The traces, each just after the last spike of its cell. */
  float[] values() {
    return value;
  }

  /** Steps of these spikes. */
  long[] lastSpikes() {
    return lastSpike;
  }

  /** Takes over both. */
  void restore(float[] values, long[] lastSpikes) {
    System.arraycopy(values, 0, value, 0, value.length);
    System.arraycopy(lastSpikes, 0, lastSpike, 0, lastSpike.length);
  }

  /** The trace of a cell in a step. */
  float at(int cell, long step) {
    return decay.after(value[cell], step - lastSpike[cell]);
  }

  /**
   * Takes in the spikes of a batch.
   *
   * @param fired the step of theirs that is taken
   * @param firstCell cell that is the first of these; others are left out
   * @param step the step in which they are here
   */
  void take(SpikeBatch batch, long fired, int firstCell, long step) {
    for (int spike = batch.begin(fired); spike < batch.end(fired); spike++) {
      int cell = batch.cell(spike) - firstCell;
      if (cell >= 0 && cell < value.length) {
        value[cell] = at(cell, step) + 1;
        lastSpike[cell] = step;
      }
    }
  }
}
