package olivo.model;

import java.util.List;

/** Whether cells that are named are there. */
final class CellSubsetCheck {
  private final Findings findings;

  CellSubsetCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Some cells of a population.
   *
   * @param path path of the section that holds the keys
   * @param size size of the population; below 1 if it is not known
   */
  void subset(String path, CellSubset subset, int size) {
    if (subset.listed().isPresent()) {
      list(path + ".cells", subset.listed().get(), size);
      return;
    }
    int last = subset.lastCell().orElse(Integer.MAX_VALUE);
    if (isOutside(subset.firstCell(), size)) {
      findings.report(path + ".first-cell", outside("a cell", subset.firstCell(), size));
    } else if (subset.lastCell().isPresent() && size >= 1 && last >= size) {
      findings.report(path + ".last-cell", outside("a cell", last, size));
    } else if (last < subset.firstCell()) {
      findings.report(
          path + ".last-cell",
          "must not lie before first-cell of " + subset.firstCell() + ", got " + last);
    }
  }

  /**
   * A list of cells.
   *
   * @param path path of the list
   * @param size size of the population; below 1 if it is not known
   */
  void list(String path, List<Integer> cells, int size) {
    if (cells.isEmpty()) {
      findings.report(path, "needs at least one cell");
    }
    int before = -1;
    for (int cell : cells) {
      if (isOutside(cell, size)) {
        findings.report(path, outside("cells", cell, size));
      } else if (cell <= before) {
        findings.report(path, "must be ascending and distinct, got " + cell + " after " + before);
      }
      before = Math.max(before, cell);
    }
  }

  private static boolean isOutside(int cell, int size) {
    return cell < 0 || (size >= 1 && cell >= size);
  }

  private static String outside(String what, int cell, int size) {
    return "must be "
        + what
        + " of the population"
        + (size >= 1 ? ", 0 to " + (size - 1) : "")
        + ", got "
        + cell;
  }
}
