package olivo.device.jvm;

import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.CountTable;
import olivo.device.layout.Slice;
import olivo.model.Philox;
import olivo.model.PhiloxBatch;

/** Events of Poisson trains: a number for each cell and step. One block serves four steps. */
final class PoissonArrivals implements Arrivals {
  private static final int STEPS_OF_BLOCK = 4;

  private final CountTable counts;
  private final PhiloxBatch random;
  private final int firstCell;
  private final int[][] words;
  private final float[] arrived;
  private long blockHeld = -1;

  PoissonArrivals(ArrivalLayout.Poisson layout, Slice slice) {
    this.counts = layout.counts();
    this.random = new PhiloxBatch(new Philox(layout.key()), layout.stream(), slice.cells());
    this.firstCell = slice.firstCell();
    this.words = new int[STEPS_OF_BLOCK][slice.cells()];
    this.arrived = new float[slice.cells()];
  }

  @Override
  public float[] take(long step) {
    long index = step / STEPS_OF_BLOCK;
    if (index != blockHeld) {
      draw(index);
    }
    int[] own = words[(int) (step % STEPS_OF_BLOCK)];
    for (int cell = 0; cell < arrived.length; cell++) {
      arrived[cell] = counts.lookUp(own[cell]);
    }
    return arrived;
  }

  private void draw(long index) {
    blockHeld = index;
    int cells = arrived.length;
    for (int first = 0; first < cells; first += random.capacity()) {
      int together = Math.min(cells - first, random.capacity());
      for (int i = 0; i < together; i++) {
        random.address(i, index, firstCell + first + i);
      }
      random.draw(together);
      random.words(together, words, first);
    }
  }
}
