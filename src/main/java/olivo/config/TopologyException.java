package olivo.config;

import java.util.List;
import java.util.stream.Collectors;

/** A topology cannot be read. Holds every mistake found, in the order of the text. */
public final class TopologyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<LocatedProblem> problems;

  /** With at least one problem. */
  public TopologyException(List<LocatedProblem> problems) {
    super(problems.stream().map(LocatedProblem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem to report");
    }
    this.problems = List.copyOf(problems);
  }

  /** Every mistake, by file, line and position within the line; overrides last. */
  public List<LocatedProblem> problems() {
    return problems;
  }
}
