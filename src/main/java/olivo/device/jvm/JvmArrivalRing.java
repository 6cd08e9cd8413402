package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.ArrivalRing;

/**
 * Sums of arrivals as arrays {@code [slots][cells]}: one for each thread that may write at the same
 * time. What arrives is the sum of these sums.
 */
final class JvmArrivalRing implements ArrivalRing {
  private int[][] sums;

  /** {@code [slots]}: who has written to a slot, one bit for each but the first. */
  private final long[] written;

  private final int slots;
  private final int cells;

  JvmArrivalRing(int slots, int cells) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("a ring of " + slots + " slots is not a power of two");
    }
    this.slots = slots;
    this.cells = cells;
    this.sums = new int[1][Math.multiplyExact(slots, cells)];
    this.written = new long[slots];
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int cells() {
    return cells;
  }

  /** From now on so many threads may write at the same time; before anything is written. */
  void prepareFor(int writers) {
    sums = new int[writers][slots * cells];
  }

  /** Where a writer adds what arrives. All of it is there once {@link #gather} was called. */
  int[] sums(int writer) {
    return sums[writer];
  }

  /** Notes that a writer may have added to the slot of a step; by one thread at a time. */
  void note(int writer, long step) {
    written[(int) (step & (slots - 1))] |= 1L << writer;
  }

  /** Adds up what arrives in a step; it is in the sums of writer 0 then. */
  void gather(long step) {
    int slot = (int) (step & (slots - 1));
    long others = written[slot] & ~1;
    written[slot] = 0;
    for (; others != 0; others &= others - 1) {
      add(sums[Long.numberOfTrailingZeros(others)], sums[0], slot * cells, (slot + 1) * cells);
    }
  }

  private static void add(int[] from, int[] to, int begin, int end) {
    for (int i = begin; i < end; i++) {
      to[i] += from[i];
    }
    Arrays.fill(from, begin, end, 0);
  }

  /** Index in {@link #sums} of the first cell in the slot of a step. */
  int row(long step) {
    return (int) (step & (slots - 1)) * cells;
  }

  @Override
  public void close() {}
}
