package olivo.device.opencl;

/**
 * The connections of a {@link ConnectionTable} by target, on their device.
 *
 * @param start {@code [cells + 1]}
 * @param source {@code [connections]}: row
 * @param synapse {@code [connections]}: index in the table
 */
record ColumnIndex(ClBuffer start, ClBuffer source, ClBuffer synapse) {
  /** Adds what it takes. */
  static void tally(BufferTally tally, long connections, long cells) {
    tally
        .written("columns", cells + 1)
        .written("sources by target", connections)
        .written("synapses by target", connections)
        .forAWhile(2 * (cells + 1) + 2 * connections);
  }

  /** Puts the columns of a table on the device. */
  static ColumnIndex create(ClWorkspace workspace, ConnectionTable table, int cells) {
    int[] starts = new int[cells + 1];
    int[] sources = new int[table.target().length];
    int[] synapses = new int[sources.length];
    for (int cell : table.target()) {
      starts[cell + 1]++;
    }
    for (int cell = 0; cell < cells; cell++) {
      starts[cell + 1] += starts[cell];
    }
    int[] next = starts.clone();
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      int first = chunk * (table.rows() + 1);
      for (int row = 0; row < table.rows(); row++) {
        for (int i = table.rowStart()[first + row]; i < table.rowStart()[first + row + 1]; i++) {
          int column = next[table.target()[i]]++;
          sources[column] = row;
          synapses[column] = i;
        }
      }
    }
    return new ColumnIndex(
        workspace.ints("columns", starts),
        workspace.ints("sources by target", sources),
        workspace.ints("synapses by target", synapses));
  }
}
