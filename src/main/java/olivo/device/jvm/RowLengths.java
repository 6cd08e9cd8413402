package olivo.device.jvm;

import olivo.device.layout.Csr;

/**
 * How long the rows of a table are, and whether they suit being counted together: each is copied
 * behind the last one, always as many targets as the longest has, of which the next row covers what
 * is too much. No branch depends on the length of a row then, which processors guess wrong mostly,
 * and rows come at the same time.
 */
final class RowLengths {
  /** With fewer rows, copying costs more than it spares. */
  private static final int FEWEST_ROWS = 3;

  /** Times the mean length: if one row is longer, too much would be copied of the others. */
  private static final int MOST_MEANS = 3;

  /** Longer rows spend next to nothing on their ends. */
  private static final int MOST_LENGTH = 1 << 11;

  /**
   * Of all rows, 4 MiB. Rows of larger tables come from so far away that what is copied too much
   * costs more than wrong guesses.
   */
  private static final int MOST_CONNECTIONS = (1 << 22) / Character.BYTES;

  /** Rows that fit into the nearest cache beside the sums. */
  private static final int ROOM = 1 << 12;

  private final int longest;
  private final boolean suit;

  private RowLengths(int longest, double mean, int connections) {
    this.longest = longest;
    this.suit =
        longest <= MOST_MEANS * mean && longest <= MOST_LENGTH && connections <= MOST_CONNECTIONS;
  }

  static RowLengths of(Csr connections) {
    int longest = 0;
    for (int source = 0; source < connections.sources(); source++) {
      int length = connections.rowStart()[source + 1] - connections.rowStart()[source];
      longest = Math.max(longest, length);
    }
    double mean = connections.connections() / (double) Math.max(1, connections.sources());
    return new RowLengths(longest, mean, connections.connections());
  }

  /** Whether several rows are better counted together. */
  boolean suitTogether() {
    return suit;
  }

  /** Whether so many rows are better counted together. */
  boolean suitTogether(int rows) {
    return rows >= FEWEST_ROWS && suit;
  }

  /** Connections of the longest row. */
  int longest() {
    return longest;
  }

  /** Connections for which there should be room, more than the longest row has. */
  int room() {
    return suit ? Math.max(ROOM, 2 * longest) : 0;
  }
}
