package olivo.device.jvm;

import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;

/**
 * Connections by source, as narrow as their targets allow: rows are read at random and hardly fit
 * into caches. Only loops over a whole row go through this interface.
 */
interface Rows {
  /** The rows of some connections onto so many targets. */
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

  /**
   * Brings values of all connections into the order of their targets.
   *
   * @param next where in this order the next connection of each target goes; counted on
   */
  void gather(float[] byRow, int[] next, float[] byTarget);

  /** Adds 1 to the sum of every target of a source. */
  void count(int source, float[] sums);

  /** Whether several spikes are counted together, as {@link RowLengths} says. */
  default boolean countsTogether() {
    return false;
  }

  /**
   * The same for some spikes; by one thread at a time.
   *
   * @param first index of the first spike
   * @param end index after the last one
   */
  default void count(SpikeBatch spikes, int first, int end, float[] sums) {
    for (int spike = first; spike < end; spike++) {
      count(spikes.cell(spike), sums);
    }
  }

  /**
   * Adds weights, turned into units, to the sums of the targets of a source.
   *
   * @param sums {@code [targets]}
   */
  void weigh(int source, float[] weights, float units, int[] sums);

  /**
   * Changes the weights of a source, each by the change of its target, and keeps them within their
   * bounds.
   *
   * @param weights {@code [connections]}
   * @param changes {@code [targets]}
   */
  void change(int source, float[] weights, float[] changes, float wMin, float wMax);

  /**
   * As {@link #change(int, float[], float[], float, float)} and then {@link #weigh}, in one pass.
   */
  void changeAndWeigh(
      int source,
      float[] weights,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums);

  /** The same with two changes, one after the other. */
  void changeTwiceAndWeigh(
      int source,
      float[] weights,
      float[] first,
      float[] second,
      float wMin,
      float wMax,
      float units,
      int[] sums);

  /**
   * As {@link #change(int, float[], float[], float, float)}, where the targets differ by a gate.
   *
   * @param gates which change holds for a target, as in {@link GateVersions#gate}
   * @param changes the two changes
   */
  void change(int source, float[] weights, long[] gates, float[] changes, float wMin, float wMax);

  /** As this change and then {@link #weigh}, in one pass. */
  void changeAndWeigh(
      int source,
      float[] weights,
      long[] gates,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums);

  /** The same with two changes, one after the other. */
  void changeTwiceAndWeigh(
      int source,
      float[] weights,
      long[] first,
      long[] second,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums);

  /**
   * Reads ahead, as {@link RowCache} says; there must be connections.
   *
   * @return a number to be used somehow, so that the reading is not left out
   */
  int touch(int source);
}
