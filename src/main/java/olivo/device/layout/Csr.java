package olivo.device.layout;

/**
 * Connections in compressed rows by source.
 *
 * @param rowStart {@code [sources + 1]}: the connections of source s are {@code rowStart[s] ..
 *     rowStart[s + 1])}
 * @param target {@code [connections]}: target cell within its slice, ascending in each row
 */
public record Csr(int[] rowStart, int[] target) {
  /** Number of connections. */
  public int connections() {
    return target.length;
  }

  /** Number of source cells. */
  public int sources() {
    return rowStart.length - 1;
  }
}
