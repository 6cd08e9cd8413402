package olivo.device.jvm;

import java.util.Arrays;
import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Philox;
import olivo.model.SpikeBatch;

/**
 * Bernoulli sources. Each cell knows the step of its next spike, so that the cost is by the spike
 * and not by the step; the spikes of an epoch are then sorted by step, by counting.
 */
final class BernoulliSource implements SourceState {
  private final SourceLayout.Bernoulli layout;
  private final Philox random;
  private final long[] nextStep;
  private final int[] drawn;
  private int[] foundStep = new int[1024];
  private int[] foundCell = new int[1024];

  BernoulliSource(SourceLayout.Bernoulli layout) {
    this.layout = layout;
    this.random = new Philox(layout.key());
    int cells = layout.slice().cells();
    this.nextStep = new long[cells];
    this.drawn = new int[cells];
    if (layout.intervals() == null) {
      Arrays.fill(nextStep, Long.MAX_VALUE);
    } else {
      for (int cell = 0; cell < cells; cell++) {
        nextStep[cell] = interval(cell) - 1L;
      }
    }
  }

  private long interval(int cell) {
    GeometricTable table = layout.intervals();
    long interval = 0;
    while (true) {
      int found = table.lookUp(random.word(drawn[cell]++, cell, layout.stream()));
      if (found != GeometricTable.BEYOND) {
        return interval + found;
      }
      interval += table.length();
    }
  }

  @Override
  public EpochResult advance(Epoch epoch, Inbound inbound) {
    int[] offsets = new int[epoch.steps() + 1];
    int found = 0;
    for (int cell = 0; cell < nextStep.length; cell++) {
      long next = nextStep[cell];
      while (next < epoch.endStep()) {
        if (found == foundStep.length) {
          foundStep = Arrays.copyOf(foundStep, 2 * found);
          foundCell = Arrays.copyOf(foundCell, 2 * found);
        }
        int offset = (int) (next - epoch.firstStep());
        foundStep[found] = offset;
        foundCell[found++] = cell;
        offsets[offset]++;
        next += layout.refractorySteps() + interval(cell);
      }
      nextStep[cell] = next;
    }
    return new EpochResult(new SpikeBatch(epoch, offsets, sortByStep(offsets, found)), List.of());
  }

  /**
   * Turns the counts of each step into offsets and returns the cells in the order of steps; cells
   * were found in ascending order.
   */
  private int[] sortByStep(int[] offsets, int found) {
    int before = 0;
    for (int i = 0; i < offsets.length; i++) {
      int count = offsets[i];
      offsets[i] = before;
      before += count;
    }
    int[] cells = new int[found];
    for (int i = 0; i < found; i++) {
      cells[offsets[foundStep[i]]++] = foundCell[i];
    }
    System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
    offsets[0] = 0;
    return cells;
  }

  @Override
  public void close() {}
}
