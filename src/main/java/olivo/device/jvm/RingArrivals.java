package olivo.device.jvm;

import java.util.Arrays;

/** Arrivals of a plastic projection, which its own participant has written into a ring. */
final class RingArrivals implements Arrivals {
  private final JvmArrivalRing ring;

  RingArrivals(JvmArrivalRing ring) {
    this.ring = ring;
  }

  @Override
  public void take(long step, float[] into) {
    int[] sums = ring.sums();
    int row = ring.row(step);
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = sums[row + cell];
    }
    Arrays.fill(sums, row, row + into.length, 0);
  }
}
