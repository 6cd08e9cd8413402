package olivo.record;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import olivo.record.format.Recording;

/** Looks for where two recordings of one topology part. */
public final class RecordingComparison {
  private final Recording first;
  private final Recording second;

  /**
   * A spike that only one of them has.
   *
   * @param population name of its population
   * @param cell its cell
   * @param step its step
   * @param inFirst whether the first one has it
   */
  public record Difference(String population, int cell, long step, boolean inFirst) {}

  /** Of two recordings that hold the same populations. */
  public RecordingComparison(Recording first, Recording second) {
    this.first = first;
    this.second = second;
  }

  /** The earliest spike that only one of them has; empty where all that are recorded are alike. */
  public Optional<Difference> earliest() throws IOException {
    Difference earliest = null;
    for (int p = 0; p < first.header().populations().size(); p++) {
      if (first.header().populations().get(p).recorded()) {
        Spikes ofFirst = Spikes.of(first, p);
        Spikes ofSecond = Spikes.of(second, p);
        int same = ofFirst.same(ofSecond);
        boolean inFirst = same < ofFirst.size && !(ofSecond.isBefore(ofFirst, same));
        Spikes has = inFirst ? ofFirst : ofSecond;
        if (same < has.size && (earliest == null || has.steps[same] < earliest.step())) {
          earliest =
              new Difference(
                  first.header().populations().get(p).name(),
                  has.cells[same],
                  has.steps[same],
                  inFirst);
        }
      }
    }
    return Optional.ofNullable(earliest);
  }

  /** All spikes of a population. */
  private static final class Spikes {
    private long[] steps = new long[1024];
    private int[] cells = new int[1024];
    private int size;

    static Spikes of(Recording recording, int population) throws IOException {
      Spikes spikes = new Spikes();
      recording.spikes(population, spikes::add);
      return spikes;
    }

    private void add(long step, int cell) {
      if (size == steps.length) {
        steps = Arrays.copyOf(steps, 2 * size);
        cells = Arrays.copyOf(cells, 2 * size);
      }
      steps[size] = step;
      cells[size++] = cell;
    }

    /** How many spikes are the same in both from the beginning. */
    int same(Spikes other) {
      int i = 0;
      while (i < size
          && i < other.size
          && steps[i] == other.steps[i]
          && cells[i] == other.cells[i]) {
        i++;
      }
      return i;
    }

    /** Whether its spike at an index comes before the other's, of which there may be none. */
    boolean isBefore(Spikes other, int index) {
      return index < size
          && (index >= other.size
              || steps[index] < other.steps[index]
              || steps[index] == other.steps[index] && cells[index] < other.cells[index]);
    }
  }
}
