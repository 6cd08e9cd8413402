package olivo.config;

import java.util.Comparator;

/**
 * Where a value was written.
 *
 * @param source the text
 * @param row line in the rewritten text
 */
record Location(SourceText source, int row) {
  /** The order of a report. */
  static final Comparator<Location> REPORT =
      Comparator.<Location>comparingInt(location -> location.source.reportRank())
          .thenComparingInt(Location::row);

  /** A problem here. */
  LocatedProblem problem(String path, String message) {
    return new LocatedProblem(source.name(), source.originalLine(row), path, message);
  }
}
