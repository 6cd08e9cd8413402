package olivo.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import olivo.model.ConnectionList;

/**
 * Connections as comma-separated values: a header {@code source,target} with {@code weight} and
 * {@code delay} in any order after it, then a line for each connection. The unit stands in the
 * header, as in {@code weight [nS]}, or with every value. Empty lines and such that begin with '#'
 * do not count.
 */
final class ConnectionTableText {
  private static final List<String> COLUMNS = List.of("source", "target", "weight", "delay");
  private static final int MOST_PROBLEMS = 20;

  /** Told of mistakes. */
  interface Problems {
    void report(int line, String message);
  }

  /**
   * Cells that connections may name.
   *
   * @param sources number of sources, 0 if it is not known
   * @param targets number of targets, 0 if it is not known
   */
  record Cells(int sources, int targets) {
    int source(String text) throws BadValue {
      return cell(text, sources, "a source");
    }

    int target(String text) throws BadValue {
      return cell(text, targets, "a target");
    }

    private static int cell(String text, int cells, String what) throws BadValue {
      long cell = Decimal.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      if (cell < 0 || (cells > 0 && cell >= cells)) {
        String most = cells > 0 ? " to " + (cells - 1) : "";
        throw new BadValue("got " + cell + "; " + what + " must be a cell, from 0" + most);
      }
      return (int) cell;
    }
  }

  private final Cells cells;
  private final Optional<Dimension> weightDimension;
  private final Problems problems;
  private final int[] column = new int[COLUMNS.size()];
  private final String[] unit = new String[COLUMNS.size()];
  private int width;
  private int found;

  ConnectionTableText(Cells cells, Optional<Dimension> weightDimension, Problems problems) {
    this.cells = cells;
    this.weightDimension = weightDimension;
    this.problems = problems;
    Arrays.fill(column, -1);
    Arrays.fill(unit, "");
  }

  ConnectionList read(String text) {
    String[] lines = text.split("\r?\n", -1);
    int[] sources = new int[lines.length];
    int[] targets = new int[lines.length];
    double[] weights = new double[lines.length];
    double[] delays = new double[lines.length];
    int size = 0;
    boolean headed = false;
    for (int i = 0; i < lines.length && found < MOST_PROBLEMS; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        if (!headed) {
          header(line);
          headed = true;
          continue;
        }
        String[] values = line.split(",", -1);
        if (values.length != width) {
          throw new BadValue("got " + values.length + " values; the header has " + width);
        }
        sources[size] = cells.source(value(values, 0));
        targets[size] = cells.target(value(values, 1));
        weights[size] = quantity(values, 2, weightDimension);
        delays[size] = quantity(values, 3, Optional.of(Dimension.TIME));
        size++;
      } catch (BadValue e) {
        found++;
        problems.report(i + 1, e.getMessage());
        if (!headed) {
          break;
        }
      }
    }
    if (!headed && found == 0) {
      problems.report(1, "has no header; needs source,target");
    }
    return new ConnectionList(
        Arrays.copyOf(sources, size),
        Arrays.copyOf(targets, size),
        column[2] < 0 ? null : Arrays.copyOf(weights, size),
        column[3] < 0 ? null : Arrays.copyOf(delays, size));
  }

  private void header(String line) throws BadValue {
    String[] names = line.split(",", -1);
    width = names.length;
    for (int i = 0; i < names.length; i++) {
      String name = names[i].strip();
      int bracket = name.indexOf('[');
      String bare = (bracket < 0 ? name : name.substring(0, bracket)).strip();
      int known = COLUMNS.indexOf(bare);
      if (known < 0 || column[known] >= 0) {
        throw new BadValue(
            "got the column '"
                + name
                + "'"
                + NearMiss.hint(bare, COLUMNS)
                + "; needs source,target, then weight and delay if they differ");
      }
      column[known] = i;
      if (bracket >= 0) {
        unit[known] = name.substring(bracket + 1).replace("]", "").strip();
      }
    }
    if (column[0] < 0 || column[1] < 0) {
      throw new BadValue("needs a header with the columns source and target");
    }
  }

  private String value(String[] values, int known) {
    return values[column[known]].strip();
  }

  private double quantity(String[] values, int known, Optional<Dimension> dimension)
      throws BadValue {
    if (column[known] < 0 || dimension.isEmpty()) {
      return 0;
    }
    String value = value(values, known);
    return dimension.get().read(unit[known].isEmpty() ? value : value + " " + unit[known]);
  }
}
