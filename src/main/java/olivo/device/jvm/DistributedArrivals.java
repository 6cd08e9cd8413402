package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;

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
  private final float[] arrived;
  private final int mostExtraSteps;

  /**
   * Arrivals over some connections.
   *
   * @param units {@code [connections]}: units of each; null if each counts one
   * @param extraSteps {@code [connections]}: delay of each beyond that of the receptor; null if
   *     there is none
   * @param mostExtraSteps largest of these
   */
  DistributedArrivals(
      Csr connections,
      int[] units,
      int[] extraSteps,
      int mostExtraSteps,
      int delaySteps,
      int cells) {
    super(delaySteps);
    this.mostExtraSteps = mostExtraSteps;
    this.slotBits = slotBits(cells);
    this.sums = new int[Math.multiplyExact(slots(mostExtraSteps), 1 << slotBits)];
    this.mask = sums.length - 1;
    this.rowStart = connections.rowStart();
    this.units = units;
    this.arrived = new float[cells];
    this.place = new int[connections.connections()];
    for (int i = 0; i < place.length; i++) {
      int extra = extraSteps == null ? 0 : extraSteps[i];
      place[i] = (extra << slotBits) + connections.target()[i];
    }
  }

  /** Steps that the ring holds. */
  static int slots(int mostExtraSteps) {
    return Math.max(1, Integer.highestOneBit(mostExtraSteps) << 1);
  }

  /** Logarithm of the length of a slot. */
  static int slotBits(int cells) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(cells - 1);
  }

  private int row(long step) {
    return (int) (step << slotBits) & mask;
  }

  @Override
  void deliver(SpikeBatch batch, int begin, int end, long step) {
    int row = row(step);
    for (int spike = begin; spike < end; spike++) {
      deliver(batch.cell(spike), row);
    }
  }

  private void deliver(int source, int row) {
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
  public void save(long step, String name, StateArrays into) {
    int[] underWay = new int[Math.multiplyExact(arrived.length, mostExtraSteps)];
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = sums[row(step + i % mostExtraSteps) + i / mostExtraSteps];
    }
    into.put(name, underWay);
  }

  @Override
  public void restore(long step, String name, StateArrays.Reader from) {
    int[] underWay = from.ints(name, Math.multiplyExact(arrived.length, mostExtraSteps));
    for (int i = 0; i < underWay.length; i++) {
      sums[row(step + i % mostExtraSteps) + i / mostExtraSteps] = underWay[i];
    }
  }

  @Override
  public float[] take(long step) {
    int row = row(step);
    for (int cell = 0; cell < arrived.length; cell++) {
      arrived[cell] = sums[row + cell];
    }
    Arrays.fill(sums, row, row + arrived.length, 0);
    return arrived;
  }
}
