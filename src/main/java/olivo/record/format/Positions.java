package olivo.record.format;

import java.util.Arrays;

/** Where the blocks of one kind and entry begin, in the order of writing. */
final class Positions {
  private static final int SEGMENT_SHIFT = 40;
  private static final long POSITION_MASK = (1L << SEGMENT_SHIFT) - 1;

  private long[] packed = new long[16];
  private int size;
  private int committed;

  void add(int segment, long position) {
    if (size == packed.length) {
      packed = Arrays.copyOf(packed, 2 * size);
    }
    packed[size++] = (long) segment << SEGMENT_SHIFT | position;
  }

  /** Makes everything added so far visible. */
  void commit() {
    committed = size;
  }

  /** Number of committed blocks. */
  int size() {
    return committed;
  }

  int segment(int index) {
    return (int) (packed[index] >>> SEGMENT_SHIFT);
  }

  long position(int index) {
    return packed[index] & POSITION_MASK;
  }
}
