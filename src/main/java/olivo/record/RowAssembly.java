package olivo.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import olivo.model.Epoch;
import olivo.model.SampleSteps;

/** Puts rows of values together that the slices of a population sampled in parts. */
final class RowAssembly {
  private static final Comparator<Part> ORDER =
      Comparator.comparingInt(Part::entry)
          .thenComparingLong(Part::step)
          .thenComparingInt(Part::first);

  private final List<Entry> entries;
  private final float[][] rows;

  /**
   * Kind of row.
   *
   * @param name for messages
   * @param length number of values
   * @param steps steps that are sampled
   */
  record Entry(String name, int length, SampleSteps steps) {}

  /**
   * A part of a row.
   *
   * @param entry index of the entry
   * @param step the step
   * @param first position of the first value in the row
   * @param values the values
   */
  record Part(int entry, long step, int first, float[] values) {}

  /** Takes whole rows; the array is valid during the call only. */
  @FunctionalInterface
  interface Sink {
    void row(int entry, long step, float[] values) throws IOException;
  }

  RowAssembly(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    this.rows = new float[entries.size()][];
  }

  /**
   * Hands over all rows of an epoch, by entry, then by step.
   *
   * @throws IllegalArgumentException if a part is missing or is one too many
   */
  void epoch(Epoch epoch, List<Part> parts, Sink sink) throws IOException {
    List<Part> sorted = sorted(parts);
    int next = 0;
    for (int entry = 0; entry < entries.size(); entry++) {
      SampleSteps steps = entries.get(entry).steps();
      long step = steps.firstFrom(epoch.firstStep());
      while (step < epoch.endStep()) {
        next = row(sorted, next, entry, step, sink);
        step = steps.firstFrom(step + 1);
      }
    }
    refuseRest(sorted, next);
  }

  /** Hands over one row of each entry, sampled or not, at one step. */
  void all(long step, List<Part> parts, Sink sink) throws IOException {
    List<Part> sorted = sorted(parts);
    int next = 0;
    for (int entry = 0; entry < entries.size(); entry++) {
      next = row(sorted, next, entry, step, sink);
    }
    refuseRest(sorted, next);
  }

  private static List<Part> sorted(List<Part> parts) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(ORDER);
    return sorted;
  }

  private int row(List<Part> parts, int from, int entry, long step, Sink sink) throws IOException {
    int length = entries.get(entry).length();
    int next = from;
    int filled = 0;
    float[] row = null;
    while (next < parts.size()
        && parts.get(next).entry() == entry
        && parts.get(next).step() == step) {
      Part part = parts.get(next++);
      if (part.first() != filled || part.values().length > length - filled) {
        throw new IllegalArgumentException(
            entries.get(entry).name()
                + " at step "
                + step
                + ": a part begins at value "
                + part.first()
                + " where "
                + filled
                + " of "
                + length
                + " are known");
      }
      if (part.values().length == length) {
        row = part.values();
      } else {
        row = buffer(entry);
        System.arraycopy(part.values(), 0, row, filled, part.values().length);
      }
      filled += part.values().length;
    }
    if (next == from || filled != length) {
      throw new IllegalArgumentException(
          entries.get(entry).name()
              + " at step "
              + step
              + ": only "
              + filled
              + " of "
              + length
              + " values were sampled");
    }
    sink.row(entry, step, row);
    return next;
  }

  private float[] buffer(int entry) {
    if (rows[entry] == null) {
      rows[entry] = new float[entries.get(entry).length()];
    }
    return rows[entry];
  }

  private void refuseRest(List<Part> parts, int next) {
    if (next < parts.size()) {
      Part part = parts.get(next);
      throw new IllegalArgumentException(
          entries.get(part.entry()).name() + " was not to be sampled at step " + part.step());
    }
  }
}
