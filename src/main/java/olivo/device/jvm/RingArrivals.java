package olivo.device.jvm;

import java.util.Arrays;

/** Arrivals of a plastic projection, which its own participant has written into a ring. */
final class RingArrivals implements Arrivals {
  private final JvmArrivalRing ring;
  private final float[] arrived;

  RingArrivals(JvmArrivalRing ring) {
    this.ring = ring;
    this.arrived = new float[ring.cells()];
  }

  @Override
  public float[] take(long step) {
    ring.gather(step);
    int[] sums = ring.sums(0);
    int row = ring.row(step);
    for (int cell = 0; cell < arrived.length; cell++) {
      arrived[cell] = sums[row + cell];
    }
    Arrays.fill(sums, row, row + arrived.length, 0);
    return arrived;
  }
}
