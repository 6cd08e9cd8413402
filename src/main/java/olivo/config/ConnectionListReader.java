package olivo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olivo.model.ConnectionList;
import olivo.model.Synapse;

/**
 * Reads connections and gap junctions that are listed: inline, or as comma-separated values from a
 * file; connections as the edges of a SONATA file, too.
 */
final class ConnectionListReader {
  /** Stands in for connections that cannot be read at all. */
  static final ConnectionList NONE = new ConnectionList(new int[0], new int[0], null, null);

  private final Map<String, String> texts = new HashMap<>();

  /** The text of each file that was read, by the path of the object that names it. */
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
  ConnectionList connections(
      Section rule, Optional<Synapse> synapse, int sources, int targets, boolean delays) {
    ConnectionTableText.Cells cells =
        new ConnectionTableText.Cells() {
          @Override
          public int source(String text) throws BadValue {
            return ConnectionTableText.Cells.cell(text, sources, "a source");
          }

          @Override
          public int target(String text) throws BadValue {
            return ConnectionTableText.Cells.cell(text, targets, "a target");
          }
        };
    Optional<Dimension> weight = synapse.map(SynapseReader::dimension);
    if (!oneGiven(rule, List.of("connections", "file", "csv", "sonata"))) {
      return NONE;
    }
    if (rule.has("sonata")) {
      return rule.optionalSection("sonata")
          .map(section -> edges(rule.path(), section, weight, cells, delays))
          .orElse(NONE);
    }
    return read(rule, "connections", ConnectionTableText.Form.CONNECTIONS, cells, weight);
  }

  /**
   * The gap junctions of a population.
   *
   * @param size number of cells, 0 if it is not known
   */
  ConnectionList junctions(Section graph, int size) {
    Set<Long> known = new HashSet<>();
    ConnectionTableText.Cells cells =
        new ConnectionTableText.Cells() {
          @Override
          public int source(String text) throws BadValue {
            return ConnectionTableText.Cells.cell(text, size, "each end");
          }

          @Override
          public int target(String text) throws BadValue {
            return source(text);
          }

          @Override
          public void join(int one, int other) throws BadValue {
            if (one == other) {
              throw new BadValue("got " + one + " twice; a cell cannot be coupled with itself");
            }
            if (!known.add((long) Math.min(one, other) << Integer.SIZE | Math.max(one, other))) {
              throw new BadValue("got " + one + " and " + other + ", which are coupled already");
            }
          }
        };
    return oneGiven(graph, List.of("pairs", "file", "csv"))
        ? read(graph, "pairs", ConnectionTableText.Form.JUNCTIONS, cells, Optional.empty())
        : NONE;
  }

  private static boolean oneGiven(Section section, List<String> forms) {
    long given = forms.stream().filter(section::has).count();
    if (given != 1) {
      int last = forms.size() - 1;
      section.problem(
          forms.get(0),
          "needs one of %s and %s, got %d"
              .formatted(String.join(", ", forms.subList(0, last)), forms.get(last), given));
    }
    return given == 1;
  }

  /**
   * Reads a list that stands at a key or, as comma-separated values, in a file or a text.
   *
   * @param inline that key
   */
  private ConnectionList read(
      Section section,
      String inline,
      ConnectionTableText.Form form,
      ConnectionTableText.Cells cells,
      Optional<Dimension> weight) {
    if (section.has(inline)) {
      return inline(section, inline, form, cells);
    }
    String key = section.has("file") ? "file" : "csv";
    Optional<String> text = section.text(key, "a text");
    String name = "";
    if (key.equals("file") && text.isPresent()) {
      Optional<Path> file = path(section, "file", text.get());
      if (file.isEmpty()) {
        return NONE;
      }
      try {
        name = file.get().toString();
        text = Optional.of(Sources.content(file.get()));
        texts.put(section.path(), text.get());
      } catch (BadValue e) {
        section.problem("file", "'" + text.get() + "' " + e.getMessage());
        return NONE;
      }
    }
    String source = name;
    ConnectionTableText table =
        new ConnectionTableText(
            form,
            cells,
            weight,
            (line, message) -> section.problemInText(key, source, line, message));
    return text.map(table::read).orElse(NONE);
  }

  private ConnectionList edges(
      String rulePath,
      Section section,
      Optional<Dimension> weight,
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
      texts.put(rulePath, text);
      // The header is line 1.
      return new ConnectionTableText(
              ConnectionTableText.Form.CONNECTIONS,
              cells,
              weight,
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

  private static ConnectionList inline(
      Section section, String key, ConnectionTableText.Form form, ConnectionTableText.Cells cells) {
    String pairOf = "[" + form.columns().get(0) + ", " + form.columns().get(1) + "]";
    if (!(section.at(key) instanceof ConfigList pairs)) {
      section.problem(
          key, "got " + Section.show(section.at(key)) + "; needs a list of pairs " + pairOf);
      return NONE;
    }
    int[] sources = new int[pairs.size()];
    int[] targets = new int[pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      ConfigValue pair = pairs.get(i);
      try {
        if (!(pair instanceof ConfigList ends) || ends.size() != 2) {
          throw new BadValue("got " + Section.show(pair) + "; needs a pair " + pairOf);
        }
        sources[i] = cells.source(Section.plain(ends.get(0), "a " + form.columns().get(0)));
        targets[i] = cells.target(Section.plain(ends.get(1), "a " + form.columns().get(1)));
        cells.join(sources[i], targets[i]);
      } catch (BadValue e) {
        section.problem(pair, key + "[" + i + "]", e.getMessage());
      }
    }
    return new ConnectionList(sources, targets, null, null);
  }
}
