package olivo.device.opencl;

import java.util.List;
import olivo.device.layout.Csr;

/**
 * Rows of one or more projections onto the same cells, cut into chunks of targets: for each chunk,
 * one row after another.
 *
 * @param rows number of rows of all projections
 * @param chunks number of chunks
 * @param firstRow {@code [projections]}: row of the first source of each
 * @param rowStart {@code [chunks][rows + 1]}
 * @param target {@code [connections]}
 * @param origin {@code [connections]}: index in the one projection; null where there are several
 */
record ConnectionTable(
    int rows, int chunks, int[] firstRow, int[] rowStart, int[] target, int[] origin) {

  /** Number of chunks that so many cells are cut into. */
  static int chunks(int cells, int wanted) {
    return Math.max(1, Math.min(wanted, cells));
  }

  /**
   * The table of projections onto a slice of the given number of cells.
   *
   * @param workspace where it will go
   */
  static ConnectionTable of(
      ClWorkspace workspace, List<Csr> projections, int cells, int wantedChunks) {
    int chunks = chunks(cells, wantedChunks);
    int[] firstRow = new int[projections.size()];
    long rows = 0;
    long connections = 0;
    for (int p = 0; p < projections.size(); p++) {
      firstRow[p] = (int) rows;
      rows += projections.get(p).sources();
      connections += projections.get(p).connections();
    }
    int[] rowStart = new int[workspace.words("rows", chunks * (rows + 1))];
    int[] target = new int[workspace.words("targets", connections)];
    int[] origin = projections.size() == 1 ? new int[target.length] : null;
    int next = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int first = (int) ((long) cells * chunk / chunks);
      int end = (int) ((long) cells * (chunk + 1) / chunks);
      int at = (int) (chunk * (rows + 1));
      for (Csr csr : projections) {
        for (int source = 0; source < csr.sources(); source++) {
          rowStart[at++] = next;
          for (int i = csr.rowStart()[source]; i < csr.rowStart()[source + 1]; i++) {
            int cell = csr.target()[i];
            if (cell >= first && cell < end) {
              if (origin != null) {
                origin[next] = i;
              }
              target[next++] = cell;
            }
          }
        }
      }
      rowStart[at] = next;
    }
    return new ConnectionTable((int) rows, chunks, firstRow, rowStart, target, origin);
  }
}
