package olivo.device.jvm;

/**
 * How rows of a table are read ahead. Touched for all spikes of a step beforehand, their cache
 * lines come from memory at the same time instead of one after another.
 */
final class RowCache {
  private static final int LINE_BYTES = 64;

  /** About what a processor keeps to itself, of which others want their share. */
  private static final long NEAR_BYTES = 1 << 19;

  /** Half of that; reading smaller tables ahead is not even worth one load for each line. */
  private static final long NEAREST_BYTES = NEAR_BYTES / 2;

  /** Up to here, rows that take long to compute with hide how far away the next ones are. */
  private static final long HIDDEN_BYTES = 2 * NEAR_BYTES;

  private RowCache() {}

  /** Whether a table is so large that most of its rows are far from the processor. */
  static boolean isFar(long bytes) {
    return bytes > NEAR_BYTES;
  }

  /** Whether a table is so large that reading it ahead helps where that is all there is to do. */
  static boolean isWorthReadingAhead(long bytes) {
    return bytes > NEAREST_BYTES;
  }

  /** Whether a table is so large that reading it ahead helps where rows take long to compute. */
  static boolean isWorthReadingAheadOfChanges(long bytes) {
    return bytes > HIDDEN_BYTES;
  }

  /**
   * How many lines a row of mean length has. The same for all rows: a loop whose length changes
   * costs more than a line that is read in vain.
   */
  static int lines(int elements, int rows, int bytesEach) {
    long rowBytes = (long) elements * bytesEach / Math.max(1, rows);
    return 1 + (int) ((rowBytes + LINE_BYTES - 1) / LINE_BYTES);
  }

  /** Number of elements of a line. */
  static int stride(int bytesEach) {
    return LINE_BYTES / bytesEach;
  }
}
