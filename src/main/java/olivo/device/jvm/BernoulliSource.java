package olivo.device.jvm;

import java.util.Arrays;
import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.SourceLayout;
import olivo.device.layout.SourceStage;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Philox;
import olivo.model.PhiloxBatch;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;

/**
 * Bernoulli sources. Each cell knows the step of its next spike, so that the cost is by the spike
 * and not by the step; the spikes of an epoch are then sorted by step, by counting.
 */
final class BernoulliSource implements SourceState {
  private final SourceLayout.Bernoulli layout;
  private final Philox random;
  private final PhiloxBatch batch;
  private final long[] nextStep;
  private final int[] drawn;

  /** First step in which a cell is not refractory; null where no stage asks for it. */
  private final long[] freeStep;

  /** Intervals of each cell; null where those of the layout are those of all. */
  private GeometricTable[] intervalsOf;

  /** The cells that fire in an epoch and are not done yet, and a word drawn for each of them. */
  private final int[] dueCell;

  private final int[] word;

  private int nextStage;
  private int[] foundStep = new int[1024];
  private int[] foundCell = new int[1024];

  BernoulliSource(SourceLayout.Bernoulli layout) {
    this.layout = layout;
    this.random = new Philox(layout.key());
    int cells = layout.slice().cells();
    this.batch = new PhiloxBatch(random, layout.stream(), cells);
    this.nextStep = new long[cells];
    this.drawn = new int[cells];
    this.dueCell = new int[cells];
    this.word = new int[cells];
    this.freeStep = layout.stages().isEmpty() ? null : new long[cells];
    for (int cell = 0; cell < cells; cell++) {
      nextStep[cell] = spikeFrom(0, cell, layout.intervals());
    }
  }

  /** The step of the first spike of a cell that may fire from a given step on. */
  private long spikeFrom(long step, int cell, GeometricTable table) {
    return table == null ? Long.MAX_VALUE : step - 1 + interval(cell, step - 1, table);
  }

  /** Steps from a given step to the next spike, drawn as far as the run goes. */
  private long interval(int cell, long from, GeometricTable table) {
    long interval = 0;
    do {
      int found = table.lookUp(random.word(drawn[cell]++, cell, layout.stream()));
      if (found != GeometricTable.BEYOND) {
        return interval + found;
      }
      interval += table.length();
    } while (from + interval < layout.runSteps());
    return interval;
  }

  @Override
  public EpochResult advance(Epoch epoch, Inbound inbound) {
    int[] offsets = new int[epoch.steps() + 1];
    int found = 0;
    long from = epoch.firstStep();
    while (from < epoch.endStep()) {
      long to = Math.min(epoch.endStep(), enterStages(from));
      found = fire(epoch.firstStep(), to, offsets, found);
      from = to;
    }
    return new EpochResult(new SpikeBatch(epoch, offsets, sortByStep(offsets, found)), List.of());
  }

  /**
   * Enters the stage that begins in a step, if there is one.
   *
   * @return the step in which the next one begins
   */
  private long enterStages(long step) {
    List<SourceStage> stages = layout.stages();
    while (nextStage < stages.size() && stages.get(nextStage).fromStep() <= step) {
      enter(stages.get(nextStage++));
    }
    return nextStage < stages.size() ? stages.get(nextStage).fromStep() : Long.MAX_VALUE;
  }

  private void enter(SourceStage stage) {
    GeometricTable[] later = stage.intervalsOf();
    for (int cell = 0; cell < later.length; cell++) {
      if (later[cell] != intervals(cell)) {
        long from = Math.max(stage.fromStep(), freeStep[cell]);
        nextStep[cell] = spikeFrom(from, cell, later[cell]);
      }
    }
    intervalsOf = later;
  }

  private GeometricTable intervals(int cell) {
    return intervalsOf == null ? layout.intervals() : intervalsOf[cell];
  }

  /** Adds all spikes before a step to those found, and returns how many these are then. */
  private int fire(long firstStep, long endStep, int[] offsets, int before) {
    int found = before;
    int due = findDue(endStep);
    while (due > 0) {
      reserve(found + due);
      drawWords(due);
      int dueAgain = 0;
      for (int i = 0; i < due; i++) {
        int cell = dueCell[i];
        long step = nextStep[cell];
        int offset = (int) (step - firstStep);
        foundStep[found] = offset;
        foundCell[found++] = cell;
        offsets[offset]++;
        long next = spikeAfter(step + layout.refractorySteps(), cell, word[i]);
        nextStep[cell] = next;
        dueCell[dueAgain] = cell;
        dueAgain += next < endStep ? 1 : 0;
        if (freeStep != null) {
          freeStep[cell] = step + layout.refractorySteps() + 1;
        }
      }
      due = dueAgain;
    }
    return found;
  }

  /** Draws a word for each of the cells that are due. */
  private void drawWords(int due) {
    for (int first = 0; first < due; first += batch.capacity()) {
      int together = Math.min(due - first, batch.capacity());
      for (int i = 0; i < together; i++) {
        int cell = dueCell[first + i];
        batch.address(i, drawn[cell]++, cell);
      }
      batch.draw(together);
      for (int i = 0; i < together; i++) {
        word[first + i] = batch.word(i);
      }
    }
  }

  /** Lists the cells that fire before a step, and returns how many these are. */
  private int findDue(long endStep) {
    int due = 0;
    for (int cell = 0; cell < nextStep.length; cell++) {
      dueCell[due] = cell;
      due += nextStep[cell] < endStep ? 1 : 0;
    }
    return due;
  }

  private void reserve(int spikes) {
    if (spikes > foundStep.length) {
      int room = foundStep.length;
      while (room < spikes) {
        room *= 2;
      }
      foundStep = Arrays.copyOf(foundStep, room);
      foundCell = Arrays.copyOf(foundCell, room);
    }
  }

  /** The step of the next spike of a cell that was free from a step on, by a word drawn for it. */
  private long spikeAfter(long step, int cell, int drawnWord) {
    GeometricTable table = intervals(cell);
    int interval = table.lookUp(drawnWord);
    if (interval != GeometricTable.BEYOND) {
      return step + interval;
    }
    long beyond = step + table.length();
    return beyond < layout.runSteps() ? beyond + interval(cell, beyond, table) : beyond;
  }

  /**
   * Turns the counts of each step into offsets and returns the cells in the order of steps, those
   * of one step in ascending order.
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
    sortSteps(offsets, cells);
    System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
    offsets[0] = 0;
    return cells;
  }

  /**
   * Sorts the cells of each step. They were found in ascending order, but for such as had fired in
   * the same epoch before.
   *
   * @param ends index after the last cell of each step
   */
  private static void sortSteps(int[] ends, int[] cells) {
    int begin = 0;
    for (int step = 0; step < ends.length - 1; step++) {
      for (int i = begin + 1; i < ends[step]; i++) {
        int cell = cells[i];
        int at = i;
        for (; at > begin && cells[at - 1] > cell; at--) {
          cells[at] = cells[at - 1];
        }
        cells[at] = cell;
      }
      begin = ends[step];
    }
  }

  @Override
  public void save(long step, StateArrays into) {
    into.put(NEXT_STEP, nextStep.clone());
    into.put(DRAWN, drawn.clone());
    if (freeStep != null) {
      into.put(FREE_STEP, freeStep.clone());
    }
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int cells = nextStep.length;
    System.arraycopy(from.longs(NEXT_STEP, cells), 0, nextStep, 0, cells);
    System.arraycopy(from.ints(DRAWN, cells), 0, drawn, 0, cells);
    if (freeStep != null) {
      System.arraycopy(from.longs(FREE_STEP, cells), 0, freeStep, 0, cells);
    }
    List<SourceStage> stages = layout.stages();
    while (nextStage < stages.size() && stages.get(nextStage).fromStep() < step) {
      intervalsOf = stages.get(nextStage++).intervalsOf();
    }
  }

  @Override
  public void close() {}
}
