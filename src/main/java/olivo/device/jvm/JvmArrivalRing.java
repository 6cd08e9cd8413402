package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.ArrivalRing;

/**
 * Sums of arrivals as arrays {@code [slots][cells]}: one for each thread that may write at the same
 * time. What arrives is the sum of those that were written.
 *
 * <p>A slot is written once, as a whole, and read once: writer and reader are often on different
 * processors, between which every cache line has to travel that is read before it is written.
 */
final class JvmArrivalRing implements ArrivalRing {
  private int[][] sums;

  /** {@code [slots]}: who has written to a slot that was not read since, one bit for each. */
  private final long[] written;

  private final int slots;
  private final int cells;

  JvmArrivalRing(int slots, int cells) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("a ring of " + slots + " slots is not a power of two");
    }
    this.slots = slots;
    this.cells = cells;
    this.written = new long[slots];
    prepareFor(1);
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
    sums = new int[writers][Math.multiplyExact(slots, cells)];
  }

  /** What a writer has to say of a step; any thread. It holds once it is {@link #note noted}. */
  void put(int writer, long step, int[] arriving) {
    System.arraycopy(arriving, 0, sums[writer], row(step), cells);
  }

  /** More of the same, after {@link #put}. */
  void add(int writer, long step, int[] arriving) {
    add(arriving, 0, sums[writer], row(step));
  }

  /** What a writer has put into a step holds; by one thread at a time. */
  void note(int writer, long step) {
    written[slot(step)] |= 1L << writer;
  }

  /** What arrives in a step. */
  int[] arriving(long step) {
    int[] all = new int[cells];
    for (long rest = written[slot(step)]; rest != 0; rest &= rest - 1) {
      add(sums[Long.numberOfTrailingZeros(rest)], row(step), all, 0);
    }
    return all;
  }

  /** Hands out what arrives in a step, and forgets it. */
  void take(long step, float[] into) {
    int slot = slot(step);
    long writers = written[slot];
    written[slot] = 0;
    int row = row(step);
    if (writers == 0) {
      Arrays.fill(into, 0);
      return;
    }
    int[] first = sums[Long.numberOfTrailingZeros(writers)];
    for (long rest = writers & writers - 1; rest != 0; rest &= rest - 1) {
      add(sums[Long.numberOfTrailingZeros(rest)], row, first, row);
    }
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = first[row + cell];
    }
  }

  private void add(int[] from, int fromRow, int[] to, int toRow) {
    for (int cell = 0; cell < cells; cell++) {
      to[toRow + cell] += from[fromRow + cell];
    }
  }

  private int slot(long step) {
    return (int) (step & (slots - 1));
  }

  private int row(long step) {
    return slot(step) * cells;
  }

  @Override
  public void close() {}
}
