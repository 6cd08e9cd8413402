package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.Csr;

/**
 * The connections of a projection by target, each with its place in the rows by source.
 *
 * @param start {@code [targets + 1]}: the connections of target t are {@code start[t] .. start[t +
 *     1])}
 * @param source {@code [connections]}: source cell, ascending in each column
 * @param synapse {@code [connections]}: index in the rows
 */
record Columns(int[] start, int[] source, int[] synapse) {
  /** The columns of some rows. */
  static Columns of(Csr rows, int targets) {
    int[] start = new int[targets + 1];
    int[] source = new int[rows.connections()];
    int[] synapse = new int[rows.connections()];
    for (int target : rows.target()) {
      start[target + 1]++;
    }
    for (int target = 0; target < targets; target++) {
      start[target + 1] += start[target];
    }
    int[] next = Arrays.copyOf(start, targets);
    for (int row = 0; row < rows.sources(); row++) {
      for (int i = rows.rowStart()[row]; i < rows.rowStart()[row + 1]; i++) {
        int column = next[rows.target()[i]]++;
        source[column] = row;
        synapse[column] = i;
      }
    }
    return new Columns(start, source, synapse);
  }
}
