package olivo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.config.LocatedProblem;
import olivo.config.ReadResult;
import olivo.config.TopologyException;
import olivo.config.TopologyReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which topology to read, and what to change in it. */
final class TopologySource {
  private static final String DEFAULT = "conf/microcircuit.conf";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPOLOGY",
      description = "Topology in HOCON. Default: " + DEFAULT + " of the installation.")
  private Path file;

  @Mixin private OverrideArguments overrides;

  /**
   * Reads the topology; all of its problems become one {@link InputException}.
   *
   * @param more further overrides {@code path=value}, and in which words the user gave each
   */
  ReadResult read(Map<String, String> more) {
    Map<String, String> words = new LinkedHashMap<>(overrides.inWordsOfTheUser());
    words.putAll(more);
    List<String> all = new ArrayList<>(overrides.all());
    all.addAll(more.keySet());
    try {
      return TopologyReader.read(path(), all);
    } catch (TopologyException e) {
      throw new InputException(e.problems().stream().map(p -> inWords(p, words)).toList());
    }
  }

  /** A problem in the words in which the user gave an override. */
  static String inWords(LocatedProblem problem, Map<String, String> words) {
    for (Map.Entry<String, String> word : words.entrySet()) {
      if (problem.source().equals("--set " + word.getKey())) {
        return word.getValue() + ": " + problem.message();
      }
    }
    return problem.toString();
  }

  static void refuseBlank(String option, String value) {
    if (value != null && value.isBlank()) {
      throw new InputException(option + ": the value is empty");
    }
  }

  /** A file as named, or else one of that name in the installation. */
  private Path path() {
    Path home = home();
    if (file == null) {
      return home.resolve(DEFAULT);
    }
    Path installed = home.resolve(file);
    return !Files.exists(file) && Files.exists(installed) ? installed : file;
  }

  /** Where Olivo is installed. */
  static Path home() {
    return Path.of(System.getProperty("olivo.home", "."));
  }
}
