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

/**
 * Reads connections that are listed: inline, as comma-separated values from a file, or as the edges
 * of a SONATA file.
 */
final class ConnectionListReader {
  /** Stands in for connections that cannot be read at all. */
  static final ConnectionList NONE = new ConnectionList(new int[0], new int[0], null, null);

  private static final List<String> FORMS = List.of("connections", "file", "csv", "sonata");

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
   * @param delays whether connections may have delays of their own
   */
  ConnectionList read(
      String projection,
      Section rule,
      Optional<Synapse> synapse,
      int sources,
      int targets,
      boolean delays) {
    long given = FORMS.stream().filter(rule::has).count();
    if (given != 1) {
      rule.problem("connections", "needs one of connections, file, csv and sonata, got " + given);
      return NONE;
    }
    ConnectionTableText.Cells cells = new ConnectionTableText.Cells(sources, targets);
    if (rule.has("connections")) {
      return inline(rule, cells);
    }
    if (rule.has("sonata")) {
      return rule.optionalSection("sonata")
          .map(section -> edges(projection, section, synapse, cells, delays))
          .orElse(NONE);
    }
    String key = rule.has("file") ? "file" : "csv";
    Optional<String> text = rule.text(key, "a text");
    String name = "";
    if (key.equals("file") && text.isPresent()) {
      Optional<Path> file = path(rule, "file", text.get());
      if (file.isEmpty()) {
        return NONE;
      }
      try {
        name = file.get().toString();
        text = Optional.of(Sources.content(file.get()));
        texts.put(projection, text.get());
      } catch (BadValue e) {
        rule.problem("file", "'" + text.get() + "' " + e.getMessage());
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

  private ConnectionList edges(
      String projection,
      Section section,
      Optional<Synapse> synapse,
      ConnectionTableText.Cells cells,
      boolean delays) {
    Optional<Path> file =
        section.text("file", "the name of an HDF5 file").flatMap(f -> path(section, "file", f));
    String population = section.has("edges") ? section.text("edges", "a name").orElse("") : "";
    Optional<Path> types =
        section.has("edge-types")
            ? section
                .text("edge-types", "the name of a file")
                .flatMap(f -> path(section, "edge-types", f))
            : Optional.empty();
    Optional<String> unit =
        section.has("weight-unit") ? section.text("weight-unit", "a unit") : Optional.empty();
    section.done();
    if (file.isEmpty()) {
      return NONE;
    }
    try {
      String text =
          SonataEdges.text(new SonataEdges.Request(file.get(), population, types, unit, delays));
      texts.put(projection, text);
      // The header is line 1.
      return new ConnectionTableText(
              cells,
              synapse.map(SynapseReader::dimension),
              (line, message) -> section.problem("file", "synapse " + (line - 2) + ": " + message))
          .read(text);
    } catch (BadValue e) {
      section.problem("file", "'" + file.get() + "' " + e.getMessage());
      return NONE;
    }
  }

  private static Optional<Path> path(Section section, String key, String name) {
    try {
      return Optional.of(section.beside(key, name));
    } catch (BadValue e) {
      section.problem(key, "'" + name + "' " + e.getMessage());
    } catch (InvalidPathException e) {
      section.problem(key, "'" + name + "' is not a file name");
    }
    return Optional.empty();
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
