package olivo.config;

import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/** Collects the problems and warnings of one reading. */
final class Report {
  private record Entry(Location location, LocatedProblem problem) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::location, Location.REPORT)
          .thenComparing(entry -> entry.problem().path());

  private final Sources sources;
  private final List<Entry> problems = new ArrayList<>();
  private final List<Entry> warnings = new ArrayList<>();

  Report(Sources sources) {
    this.sources = sources;
  }

  void problem(ConfigValue at, String path, String message) {
    problem(sources.locate(at.origin()), path, message);
  }

  void problem(Location at, String path, String message) {
    problems.add(new Entry(at, at.problem(path, message)));
  }

  /** A problem in a line of another text; it has its place where that text is named. */
  void problemInText(ConfigValue at, String path, String file, int line, String message) {
    Location location = sources.locate(at.origin());
    problems.add(
        new Entry(
            location,
            file.isEmpty()
                ? location.problem(path, "line " + line + ": " + message)
                : new LocatedProblem(file, line, path, message)));
  }

  /** A file that a value names. */
  Path beside(ConfigValue at, String file) throws BadValue {
    return sources.beside(at.origin(), file);
  }

  void warning(ConfigValue at, String path, String message) {
    Location location = sources.locate(at.origin());
    warnings.add(new Entry(location, location.problem(path, message)));
  }

  /**
   * Moves problems to a value that has led to them.
   *
   * @param from the first of them, by number
   * @param at the value
   * @param path its path; those of the problems become part of what is said
   * @param stays which paths stay where they are
   */
  void blame(int from, ConfigValue at, String path, Predicate<String> stays) {
    Location location = sources.locate(at.origin());
    for (int i = from; i < problems.size(); i++) {
      LocatedProblem problem = problems.get(i).problem();
      if (!stays.test(problem.path())) {
        String message = problem.path() + ": " + problem.message();
        problems.set(i, new Entry(location, location.problem(path, message)));
      }
    }
  }

  /** Number of problems so far. */
  int size() {
    return problems.size();
  }

  /** Whether a value, a part of it or something that holds it has been reported. */
  boolean covers(String path) {
    return problems.stream()
        .map(entry -> entry.problem().path())
        .anyMatch(known -> within(known, path) || within(path, known));
  }

  /** Whether the path of any problem has a part. */
  boolean mentions(String part) {
    return problems.stream().anyMatch(entry -> entry.problem().path().contains(part));
  }

  private static boolean within(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
  }

  /** Fails if there is any problem. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new TopologyException(
          new ArrayList<>(
              new LinkedHashSet<>(problems.stream().sorted(ORDER).map(Entry::problem).toList())));
    }
  }

  List<String> warnings() {
    return warnings.stream()
        .sorted(ORDER)
        .map(entry -> entry.problem().toString())
        .distinct()
        .toList();
  }
}
