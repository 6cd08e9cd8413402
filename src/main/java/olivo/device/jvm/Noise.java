package olivo.device.jvm;

import olivo.device.layout.NeuronLayout;
import olivo.model.Epoch;
import olivo.model.Philox;
import olivo.model.PhiloxBatch;

/**
 * Noise of the cells of a slice, as {@link NeuronLayout} says. Numbers are drawn for several steps
 * of an epoch at a time where cells are few.
 */
final class Noise {
  private static final int MEAN_BITS = Long.SIZE / 2;

  private final PhiloxBatch random;
  private final int firstCell;
  private final int cells;

  /** {@code [steps][cells]}: bits above the mean. */
  private final float[] deviation;

  private long firstStep;
  private long endStep;

  Noise(NeuronLayout layout) {
    firstCell = layout.slice().firstCell();
    cells = layout.slice().cells();
    random = new PhiloxBatch(new Philox(layout.key()), layout.noiseStream(), Integer.MAX_VALUE);
    deviation = new float[Math.max(1, random.capacity() / cells) * cells];
  }

  /** Adds the noise of a step of an epoch to the sums of all cells. */
  void addTo(float[] sum, float perBit, long step, Epoch epoch) {
    if (step < firstStep || step >= endStep) {
      draw(step, Math.min(epoch.endStep(), step + deviation.length / cells));
    }
    int first = (int) (step - firstStep) * cells;
    for (int cell = 0; cell < cells; cell++) {
      sum[cell] += perBit * deviation[first + cell];
    }
  }

  private void draw(long from, long end) {
    firstStep = from;
    endStep = end;
    int all = (int) (end - from) * cells;
    long step = from;
    int cell = 0;
    for (int first = 0; first < all; first += random.capacity()) {
      int together = Math.min(all - first, random.capacity());
      for (int i = 0; i < together; i++) {
        random.address(i, step, firstCell + cell);
        cell++;
        if (cell == cells) {
          cell = 0;
          step++;
        }
      }
      random.draw(together);
      for (int i = 0; i < together; i++) {
        deviation[first + i] = Long.bitCount(random.pair(i)) - MEAN_BITS;
      }
    }
  }
}
