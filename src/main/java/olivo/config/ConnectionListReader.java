package olivo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.model.ConnectionList;
import olivo.model.Synapse;

/** Reads connections that are listed: inline, or as comma-separated values from a file. */
final class ConnectionListReader {
  /** Stands in for connections that cannot be read at all. */
  static final ConnectionList NONE = new ConnectionList(new int[0], new int[0], null, null);

  private final Map<String, String> texts = new HashMap<>();

  /** The text of each file that was read, by projection. */
  Map<String, String> texts() {
    return texts;
  }

  /**
   * The connections of a projection.
   *
   * @param synapse its synapse, if it can be read; says the unit of weights
   * @param sources number of sources, 0 if it is not known
   * @param targets number of targets, 0 if it is not known
   */
  ConnectionList read(
      String projection, Section rule, Optional<Synapse> synapse, int sources, int targets) {
    long given = List.of("connections", "file", "csv").stream().filter(rule::has).count();
    if (given != 1) {
      rule.problem("connections", "needs one of connections, file and csv, got " + given);
      return NONE;
    }
    ConnectionTableText.Cells cells = new ConnectionTableText.Cells(sources, targets);
    if (rule.has("connections")) {
      return inline(rule, cells);
    }
    String key = rule.has("file") ? "file" : "csv";
    Optional<String> text = rule.text(key, "a text");
    String name = "";
    if (key.equals("file") && text.isPresent()) {
      try {
        Path file = rule.beside("file", text.get());
        name = file.toString();
        text = Optional.of(Sources.content(file));
        texts.put(projection, text.get());
      } catch (BadValue e) {
        rule.problem("file", "'" + text.get() + "' " + e.getMessage());
        return NONE;
      } catch (InvalidPathException e) {
        rule.problem("file", "'" + text.get() + "' is not a file name");
        return NONE;
      }
    }
    String source = name;
    ConnectionTableText table =
        new ConnectionTableText(
            cells,
            synapse.map(SynapseReader::dimension),
            (line, message) -> rule.problemInText(key, source, line, message));
    return text.map(table::read).orElse(NONE);
  }

  private static ConnectionList inline(Section rule, ConnectionTableText.Cells cells) {
    String needs = "a list of pairs [source, target]";
    if (!(rule.at("connections") instanceof ConfigList pairs)) {
      rule.problem(
          "connections", "got " + Section.show(rule.at("connections")) + "; needs " + needs);
      return NONE;
    }
    int[] sources = new int[pairs.size()];
    int[] targets = new int[pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      ConfigValue pair = pairs.get(i);
      try {
        if (!(pair instanceof ConfigList ends) || ends.size() != 2) {
          throw new BadValue("got " + Section.show(pair) + "; needs a pair [source, target]");
        }
        sources[i] = cells.source(Section.plain(ends.get(0), "a source"));
        targets[i] = cells.target(Section.plain(ends.get(1), "a target"));
      } catch (BadValue e) {
        rule.problem(pair, "connections[" + i + "]", e.getMessage());
      }
    }
    return new ConnectionList(sources, targets, null, null);
  }
}
