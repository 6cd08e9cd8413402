package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Csr;

/**
 * Spikes whose connections have weights or delays of their own. Arrivals wait in a ring of slots,
 * one for each step; slots are as long as a power of two, so that a connection needs one index and
 * one mask.
 */
final class DistributedArrivals extends SpikeArrivals {
  private final int[] rowStart;
  private final int[] place;
  private final int[] units;
  private final int[] sums;
  private final int slotBits;
  private final int mask;

  DistributedArrivals(ArrivalLayout.Distributed layout, int delaySteps, int cells) {
    super(delaySteps);
    Csr connections = layout.connections().rows();
    int[] extraSteps = layout.connections().extraSteps();
    this.slotBits = slotBits(cells);
    this.sums = new int[Math.multiplyExact(slots(layout), 1 << slotBits)];
    this.mask = sums.length - 1;
    this.rowStart = connections.rowStart();
    this.units = layout.connections().units();
    this.place = new int[connections.connections()];
    for (int i = 0; i < place.length; i++) {
      int extra = extraSteps == null ? 0 : extraSteps[i];
      place[i] = (extra << slotBits) + connections.target()[i];
    }
  }

  /** Steps that the ring holds. */
  static int slots(ArrivalLayout.Distributed layout) {
    return Math.max(1, Integer.highestOneBit(layout.mostExtraSteps()) << 1);
  }

  /** Logarithm of the length of a slot. */
  static int slotBits(int cells) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(cells - 1);
  }

  private int row(long step) {
    return (int) (step << slotBits) & mask;
  }

  @Override
  void deliver(int source, long step) {
    int row = row(step);
    int end = rowStart[source + 1];
    if (units == null) {
      for (int i = rowStart[source]; i < end; i++) {
        sums[(row + place[i]) & mask]++;
      }
    } else {
      for (int i = rowStart[source]; i < end; i++) {
        sums[(row + place[i]) & mask] += units[i];
      }
    }
  }

  @Override
  public void take(long step, float[] into) {
    int row = row(step);
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = sums[row + cell];
    }
    Arrays.fill(sums, row, row + into.length, 0);
  }
}
