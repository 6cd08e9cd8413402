package olivo.model;

/**
 * Consecutive cells of a population.
 *
 * @param firstCell first cell
 * @param endCell first cell after them
 */
public record CellRange(int firstCell, int endCell) {
  public CellRange {
    if (firstCell < 0 || endCell < firstCell) {
      throw new IllegalArgumentException("no cells: [" + firstCell + ", " + endCell + ")");
    }
  }

  /** Number of cells. */
  public int cells() {
    return endCell - firstCell;
  }
}
