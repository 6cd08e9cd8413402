package olivo.config;

import java.util.Optional;
import olivo.model.CellSubset;

/** Reads which cells of a population are meant: {@code cells}, or from one to another. */
final class CellSubsetReader {
  private static final String LIST = "cells";
  private static final String FIRST = "first-cell";
  private static final String LAST = "last-cell";

  private CellSubsetReader() {}

  /** The cells; all of them where nothing is said. */
  static CellSubset read(Section section) {
    if (!section.has(LIST)) {
      Optional<Integer> last =
          section.has(LAST) ? Optional.of(section.integer(LAST)) : Optional.empty();
      return CellSubset.between(section.integer(FIRST, 0), last);
    }
    for (String other : new String[] {FIRST, LAST}) {
      if (section.has(other)) {
        section.problem(other, "says which cells beside " + LIST + "; needs one of the two");
      }
    }
    // A list that cannot be read is reported, and must not count as an empty one.
    return section.wholeNumbers(LIST).map(CellSubset::of).orElse(CellSubset.ALL);
  }
}
