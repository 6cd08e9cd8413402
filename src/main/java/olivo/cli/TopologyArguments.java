package olivo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import olivo.config.LocatedProblem;
import olivo.config.ReadResult;
import olivo.config.TopologyException;
import olivo.config.TopologyReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which topology to read, and what to change in it. */
final class TopologyArguments {
  private static final String DEFAULT = "conf/microcircuit.conf";
  private static final String DURATION = "duration=";
  private static final String SEED = "seed=";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPOLOGY",
      description = "Topology in HOCON. Default: " + DEFAULT + " of the installation.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Replace a value of the topology, e.g. --set populations.IO.model.I_e=101pA. May be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Simulated time, e.g. 10s; the same as --set duration=TIME.")
  private String duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all chance; the same as --set seed=N.")
  private String seed;

  /** Reads the topology; all of its problems become one {@link InputException}. */
  ReadResult read() {
    refuseBlank("--duration", duration);
    refuseBlank("--seed", seed);
    List<String> all = new ArrayList<>(sets);
    if (duration != null) {
      all.add(DURATION + duration);
    }
    if (seed != null) {
      all.add(SEED + seed);
    }
    try {
      return TopologyReader.read(path(), all);
    } catch (TopologyException e) {
      throw new InputException(e.problems().stream().map(this::inWordsOfTheUser).toList());
    }
  }

  private static void refuseBlank(String option, String value) {
    if (value != null && value.isBlank()) {
      throw new InputException(option + ": the value is empty");
    }
  }

  /**
   * {@code --duration} and {@code --seed} are overrides, but the user did not write them as such.
   */
  private String inWordsOfTheUser(LocatedProblem problem) {
    String source = problem.source();
    if (duration != null && source.equals("--set " + DURATION + duration)) {
      return "--duration " + duration + ": " + problem.message();
    } else if (seed != null && source.equals("--set " + SEED + seed)) {
      return "--seed " + seed + ": " + problem.message();
    }
    return problem.toString();
  }

  /** A file as named, or else one of that name in the installation. */
  private Path path() {
    Path home = Path.of(System.getProperty("olivo.home", "."));
    if (file == null) {
      return home.resolve(DEFAULT);
    }
    Path installed = home.resolve(file);
    return !Files.exists(file) && Files.exists(installed) ? installed : file;
  }
}
