package olivo.model;

import java.util.Arrays;

/**
 * The spikes of one population, or of one slice of it, in one epoch: sorted by step, then by cell.
 *
 * <p>Immutable once built: whoever builds one gives up the arrays. It is a class and not a record
 * because equality here is by content.
 */
public final class SpikeBatch {
  private static final int[] NO_CELLS = {};

  private final Epoch epoch;
  private final int[] stepOffsets;
  private final int[] cells;

  /**
   * Takes ownership of the arrays.
   *
   * @param epoch the steps covered, {@code n} of them
   * @param stepOffsets {@code [n + 1]}: the spikes of the i-th step are {@code cells[stepOffsets[i]
   *     .. stepOffsets[i + 1])}
   * @param cells {@code [stepOffsets[n]]}: indices of cells in their population, ascending within a
   *     step
   */
  public SpikeBatch(Epoch epoch, int[] stepOffsets, int[] cells) {
    if (stepOffsets.length != epoch.steps() + 1 || stepOffsets[epoch.steps()] != cells.length) {
      throw new IllegalArgumentException(
          "offsets of "
              + stepOffsets.length
              + " entries do not fit epoch "
              + epoch
              + " and "
              + cells.length
              + " spikes");
    }
    this.epoch = epoch;
    this.stepOffsets = stepOffsets;
    this.cells = cells;
  }

  /** A batch without spikes. */
  public static SpikeBatch silent(Epoch epoch) {
    return new SpikeBatch(epoch, new int[epoch.steps() + 1], NO_CELLS);
  }

  /** The steps that this batch covers. */
  public Epoch epoch() {
    return epoch;
  }

  /** Number of spikes. */
  public int size() {
    return cells.length;
  }

  /** Index of the first spike of a step of this epoch; for the end step, the number of spikes. */
  public int begin(long step) {
    return stepOffsets[(int) (step - epoch.firstStep())];
  }

  /** Index after the last spike of a step of this epoch. */
  public int end(long step) {
    return stepOffsets[(int) (step - epoch.firstStep()) + 1];
  }

  /** The cell of the spike with the given index. */
  public int cell(int index) {
    return cells[index];
  }

  /** Copies the cells of some spikes, from the one with a given index on. */
  public void copyCells(int index, int[] into, int at, int count) {
    System.arraycopy(cells, index, into, at, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpikeBatch batch
        && epoch.equals(batch.epoch)
        && Arrays.equals(stepOffsets, batch.stepOffsets)
        && Arrays.equals(cells, batch.cells);
  }

  @Override
  public int hashCode() {
    return 31 * epoch.hashCode() + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return "SpikeBatch" + epoch + " of " + cells.length + " spikes";
  }
}
