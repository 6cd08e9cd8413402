package olivo.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some cells of a population: either listed or from one to another.
 *
 * @param firstCell first cell
 * @param lastCell last cell; the last of the population where absent
 * @param listed the cells, ascending and distinct; replaces the other two where present
 */
public record CellSubset(
    int firstCell, Optional<Integer> lastCell, Optional<List<Integer>> listed) {
  /** All cells. */
  public static final CellSubset ALL = between(0, Optional.empty());

  public CellSubset {
    listed = listed.map(List::copyOf);
  }

  /** Consecutive cells. */
  public static CellSubset between(int firstCell, Optional<Integer> lastCell) {
    return new CellSubset(firstCell, lastCell, Optional.empty());
  }

  /** Listed cells. */
  public static CellSubset of(List<Integer> cells) {
    return new CellSubset(0, Optional.empty(), Optional.of(cells));
  }

  /** The cells as ranges, ascending and apart from each other, in a population of a given size. */
  public List<CellRange> rangesIn(int size) {
    if (listed.isEmpty()) {
      return List.of(new CellRange(firstCell, lastCell.map(last -> last + 1).orElse(size)));
    }
    List<CellRange> ranges = new ArrayList<>();
    int begin = -1;
    int end = -1;
    for (int cell : listed.get()) {
      if (cell != end) {
        if (end > begin) {
          ranges.add(new CellRange(begin, end));
        }
        begin = cell;
      }
      end = cell + 1;
    }
    if (end > begin) {
      ranges.add(new CellRange(begin, end));
    }
    return ranges;
  }

  /** Number of cells in a population of a given size. */
  public int countIn(int size) {
    return rangesIn(size).stream().mapToInt(CellRange::cells).sum();
  }
}
