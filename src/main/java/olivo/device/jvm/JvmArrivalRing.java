package olivo.device.jvm;

import olivo.device.ArrivalRing;

/** Sums of arrivals as an array {@code [slots][cells]}. */
final class JvmArrivalRing implements ArrivalRing {
  private final int[] sums;
  private final int slots;
  private final int cells;

  JvmArrivalRing(int slots, int cells) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("a ring of " + slots + " slots is not a power of two");
    }
    this.slots = slots;
    this.cells = cells;
    this.sums = new int[Math.multiplyExact(slots, cells)];
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int cells() {
    return cells;
  }

  int[] sums() {
    return sums;
  }

  /** Index in {@link #sums} of the first cell in the slot of a step. */
  int row(long step) {
    return (int) (step & (slots - 1)) * cells;
  }

  @Override
  public void close() {}
}
