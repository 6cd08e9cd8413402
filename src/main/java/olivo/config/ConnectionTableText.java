package olivo.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import olivo.model.ConnectionList;

/**
 * Connections as comma-separated values: a header with two columns of cells and others that may be
 * there, in any order, then a line for each connection. The unit stands in the header, as in {@code
 * weight [nS]}, or with every value. Empty lines and such that begin with '#' do not count.
 */
final class ConnectionTableText {
  private static final int MOST_PROBLEMS = 20;

  /**
   * What a table is about.
   *
   * @param columns names of the two columns of cells, then of weight and delay if they may be there
   * @param needs what the header must say
   */
  record Form(List<String> columns, String needs) {
    /** Connections of a projection. */
    static final Form CONNECTIONS =
        new Form(
            List.of("source", "target", "weight", "delay"),
            "source,target, then weight and delay if they differ");

    /** Gap junctions. */
    static final Form JUNCTIONS = new Form(List.of("cell", "partner"), "cell,partner");
  }

  /** Told of mistakes. */
  interface Problems {
    void report(int line, String message);
  }

  /** Which cells may be connected. */
  interface Cells {
    /** The first cell of a connection. */
    int source(String text) throws BadValue;

    /** The second cell of a connection. */
    int target(String text) throws BadValue;

    /** Refuses a pair that cannot be connected. */
    default void join(int source, int target) throws BadValue {}

    /**
     * A cell of a population.
     *
     * @param cells number of cells, 0 if it is not known
     * @param what what it is, e.g. {@code "a source"}
     */
    static int cell(String text, int cells, String what) throws BadValue {
      long cell = Decimal.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      if (cell < 0 || (cells > 0 && cell >= cells)) {
        String most = cells > 0 ? " to " + (cells - 1) : "";
        throw new BadValue("got " + cell + "; " + what + " must be a cell, from 0" + most);
      }
      return (int) cell;
    }
  }

  private final Form form;
  private final Cells cells;
  private final Optional<Dimension> weightDimension;
  private final Problems problems;
  private final int[] column = {-1, -1, -1, -1};
  private final String[] unit = {"", "", "", ""};
  private int width;
  private int found;

  /** Sign of the first weight other than 0, and that weight. */
  private double sign;

  private String signed = "";

  ConnectionTableText(
      Form form, Cells cells, Optional<Dimension> weightDimension, Problems problems) {
    this.form = form;
    this.cells = cells;
    this.weightDimension = weightDimension;
    this.problems = problems;
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
        cells.join(sources[size], targets[size]);
        checkSign(weights[size], values);
        checkDelay(delays[size], values);
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
      problems.report(1, "has no header; needs " + form.needs());
    }
    return new ConnectionList(
        Arrays.copyOf(sources, size),
        Arrays.copyOf(targets, size),
        column[2] < 0 ? null : Arrays.copyOf(weights, size),
        column[3] < 0 ? null : Arrays.copyOf(delays, size));
  }

  /** A conductance is not negative; currents and jumps of one projection have one sign. */
  private void checkSign(double weight, String[] values) throws BadValue {
    if (weight == 0) {
      return;
    }
    if (weight < 0 && weightDimension.equals(Optional.of(Dimension.CONDUCTANCE))) {
      throw new BadValue("got the weight " + shown(values, 2) + "; a conductance is 0 or more");
    }
    if (sign == 0) {
      sign = Math.signum(weight);
      signed = shown(values, 2);
    } else if (sign != Math.signum(weight)) {
      throw new BadValue(
          "got the weight "
              + shown(values, 2)
              + "; all of a projection have one sign, and the first, "
              + signed
              + ", has the other");
    }
  }

  private void checkDelay(double delayMs, String[] values) throws BadValue {
    if (column[3] >= 0 && delayMs <= 0) {
      throw new BadValue("got the delay " + shown(values, 3) + "; it must be above 0");
    }
  }

  private String shown(String[] values, int known) {
    return (value(values, known) + " " + unit[known]).strip();
  }

  private void header(String line) throws BadValue {
    String[] names = line.split(",", -1);
    width = names.length;
    for (int i = 0; i < names.length; i++) {
      String name = names[i].strip();
      int bracket = name.indexOf('[');
      String bare = (bracket < 0 ? name : name.substring(0, bracket)).strip();
      int known = form.columns().indexOf(bare);
      if (known < 0 || column[known] >= 0) {
        throw new BadValue(
            "got the column '"
                + name
                + "'"
                + NearMiss.hint(bare, form.columns())
                + "; needs "
                + form.needs());
      }
      column[known] = i;
      if (bracket >= 0) {
        unit[known] = name.substring(bracket + 1).replace("]", "").strip();
      }
    }
    if (column[0] < 0 || column[1] < 0) {
      throw new BadValue(
          "needs a header with the columns "
              + form.columns().get(0)
              + " and "
              + form.columns().get(1));
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
