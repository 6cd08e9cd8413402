package olivo.device.jvm;

import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.CountTable;
import olivo.device.layout.Slice;
import olivo.model.Philox;

/** Events of Poisson trains: a number for each cell and step. One block serves four steps. */
final class PoissonArrivals implements Arrivals {
  private static final int STEPS_OF_BLOCK = 4;

  private final CountTable counts;
  private final Philox random;
  private final int stream;
  private final int firstCell;
  private final int[] block = new int[STEPS_OF_BLOCK];
  private final int[][] words;
  private final float[] arrived;
  private long blockHeld = -1;

  PoissonArrivals(ArrivalLayout.Poisson layout, Slice slice) {
    this.counts = layout.counts();
    this.random = new Philox(layout.key());
    this.stream = layout.stream();
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
    for (int cell = 0; cell < words[0].length; cell++) {
      random.block(index, firstCell + cell, stream, block);
      for (int k = 0; k < STEPS_OF_BLOCK; k++) {
        words[k][cell] = block[k];
      }
    }
  }
}
