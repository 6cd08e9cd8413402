package olivo.device.opencl;

import java.nio.IntBuffer;
import java.util.Arrays;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;

/** Turns the keys of one epoch's launches, in any order, into a batch. */
final class SpikeGatherer {
  private final int firstCell;
  private int[] offset = new int[256];
  private int[] cell = new int[256];
  private int size;

  /**
   * A gatherer.
   *
   * @param firstCell cell of the population to which cell 0 of the keys belongs
   */
  SpikeGatherer(int firstCell) {
    this.firstCell = firstCell;
  }

  /**
   * Adds the spikes of a launch.
   *
   * @param firstOffset offset in the epoch of the launch's offset 0
   * @param words a count, then the keys
   */
  void add(int firstOffset, IntBuffer words, int count, int cellBits) {
    if (offset.length < size + count) {
      int larger = Math.max(2 * offset.length, size + count);
      offset = Arrays.copyOf(offset, larger);
      cell = Arrays.copyOf(cell, larger);
    }
    int mask = (1 << cellBits) - 1;
    for (int i = 1; i <= count; i++) {
      int key = words.get(i);
      offset[size] = firstOffset + (key >>> cellBits);
      cell[size++] = firstCell + (key & mask);
    }
  }

  /** The batch of the epoch; forgets its spikes. */
  SpikeBatch batch(Epoch epoch) {
    if (size == 0) {
      return SpikeBatch.silent(epoch);
    }
    int[] starts = new int[epoch.steps() + 1];
    for (int i = 0; i < size; i++) {
      starts[offset[i] + 1]++;
    }
    for (int step = 0; step < epoch.steps(); step++) {
      starts[step + 1] += starts[step];
    }
    int[] next = Arrays.copyOf(starts, epoch.steps());
    int[] cells = new int[size];
    for (int i = 0; i < size; i++) {
      cells[next[offset[i]]++] = cell[i];
    }
    for (int step = 0; step < epoch.steps(); step++) {
      sort(cells, starts[step], starts[step + 1]);
    }
    size = 0;
    return new SpikeBatch(epoch, starts, cells);
  }

  /** Devices that run work-items in turn leave them in order already. */
  private static void sort(int[] cells, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (cells[i - 1] > cells[i]) {
        Arrays.sort(cells, from, to);
        return;
      }
    }
  }
}
