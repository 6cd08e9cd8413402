package olivo.device.jvm;

import olivo.device.layout.Csr;

/**
 * Connections by source, packed as tightly as the number of targets allows: what a spike touches
 * decides the speed, and rows leave the caches long before anything else does.
 */
interface Rows {
  /** Packs connections onto the given number of targets. */
  static Rows of(Csr connections, int targets) {
    return targets <= NarrowRows.MOST_TARGETS
        ? new NarrowRows(connections)
        : new WideRows(connections);
  }

  /** Bytes that a connection onto one of so many targets takes. */
  static int bytesPerTarget(int targets) {
    return targets <= NarrowRows.MOST_TARGETS ? Character.BYTES : Integer.BYTES;
  }

  /** Index of the first connection of a source; after the last source, the number of all. */
  int begin(int source);

  /** Target of a connection. */
  int target(int connection);

  /** Adds 1 to the sum of every target of a source; the sums of the targets begin at an index. */
  void count(int source, int[] sums, int begin);

  /**
   * Adds {@code (int) (weight units + 0.5)} for every connection of a source to the sum of its
   * target.
   */
  void weigh(int source, float[] weights, float units, int[] sums, int begin);

  /**
   * Adds to the weight of every connection of a source the change of its target, and clips it to
   * the bounds.
   */
  void change(int source, float[] weights, float[] changes, float wMin, float wMax);
}
