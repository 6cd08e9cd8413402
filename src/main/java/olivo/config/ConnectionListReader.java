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
 * file.
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
   */
  ConnectionList connections(Section rule, Optional<Synapse> synapse, int sources, int targets) {
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
    return read(
        rule,
        "connections",
        ConnectionTableText.Form.CONNECTIONS,
        cells,
        synapse.map(SynapseReader::dimension));
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
    return read(graph, "pairs", ConnectionTableText.Form.JUNCTIONS, cells, Optional.empty());
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
    long given = List.of(inline, "file", "csv").stream().filter(section::has).count();
    if (given != 1) {
      section.problem(inline, "needs one of " + inline + ", file and csv, got " + given);
      return NONE;
    }
    if (section.has(inline)) {
      return inline(section, inline, form, cells);
    }
    String key = section.has("file") ? "file" : "csv";
    Optional<String> text = section.text(key, "a text");
    String name = "";
    if (key.equals("file") && text.isPresent()) {
      try {
        Path file = section.beside("file", text.get());
        name = file.toString();
        text = Optional.of(Sources.content(file));
        texts.put(section.path(), text.get());
      } catch (BadValue e) {
        section.problem("file", "'" + text.get() + "' " + e.getMessage());
        return NONE;
      } catch (InvalidPathException e) {
        section.problem("file", "'" + text.get() + "' is not a file name");
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
