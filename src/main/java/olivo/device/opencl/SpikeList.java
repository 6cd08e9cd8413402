package olivo.device.opencl;

import java.nio.IntBuffer;

/**
 * Spikes listed by a kernel, in any order, as {@code common/spike_list.clh} says. How many a launch
 * can list at most is known before it, so that none is ever lost.
 */
final class SpikeList {
  /**
   * Keys that are read in any case: 4 KiB with their count. A second read costs more than these.
   */
  private static final int LEAST_READ = 1023;

  /** A key has bits for the step as well, and a launch reports all cells in one piece. */
  private static final int MOST_CELLS = (1 << 28) - 1;

  private final ClWorkspace workspace;
  private final int cellBits;
  private final int cells;
  private final int refractorySteps;
  private final long largestCapacity;
  private final PendingRead pending;
  private ClBuffer buffer;
  private int capacity;
  private int guess = LEAST_READ;

  SpikeList(ClWorkspace workspace, int cells, int refractorySteps, long largestCapacity) {
    if (cells > MOST_CELLS) {
      throw new OpenClException(
          "%s: %d cells are too many for a device, %d is the most: use slices"
              .formatted(workspace.label(), cells, MOST_CELLS));
    }
    this.workspace = workspace;
    this.pending = workspace.pendingRead();
    this.cells = cells;
    this.cellBits = cellBits(cells);
    this.refractorySteps = refractorySteps;
    this.largestCapacity = largestCapacity(cells, largestCapacity);
  }

  /** Bits of a key that hold the cell. */
  int cellBits() {
    return cellBits;
  }

  int capacity() {
    return capacity;
  }

  ClBuffer buffer() {
    return buffer;
  }

  /** Most steps that one launch may take. */
  int mostSteps() {
    return mostSteps(cells, refractorySteps, largestCapacity);
  }

  /** Most steps that one launch may take. */
  static int mostSteps(int cells, int refractorySteps, long largestCapacity) {
    long periods = largestCapacity / cells;
    long steps = periods * (refractorySteps + 1L);
    return (int) Math.min(steps, (1L << (Integer.SIZE - 1 - cellBits(cells))) - 1);
  }

  private static int cellBits(int cells) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(cells - 1);
  }

  /** Most spikes that a list is ever made for: at least one of each cell. */
  static long largestCapacity(int cells, long wanted) {
    return Math.max(cells, wanted);
  }

  /** Most spikes that so many steps can have. */
  static long needed(int cells, int refractorySteps, int steps) {
    return cells * ((steps + refractorySteps) / (refractorySteps + 1L));
  }

  /** Enqueues: an empty list with room for all spikes of a launch. */
  void begin(int steps) {
    int needed = Math.toIntExact(needed(cells, refractorySteps, steps));
    if (needed > capacity) {
      if (buffer != null) {
        workspace.free(buffer);
      }
      capacity = Math.max(needed, (int) Math.min(2L * capacity, largestCapacity));
      buffer = workspace.buffer("spikes", 4L * (1 + capacity));
    }
    workspace.fill(buffer, 0, 1);
  }

  /** Enqueues the reading of the spikes of a launch. */
  void request() {
    pending.request(buffer, 1 + reading());
  }

  private int reading() {
    return Math.min(guess, capacity);
  }

  /** Hands on the spikes of a launch, once their reading is done. */
  void take(SpikeGatherer gatherer, int firstOffset) {
    IntBuffer words = pending.bytes().asIntBuffer();
    int count = words.get(0);
    if (count > capacity) {
      throw new OpenClException(
          "%s: a kernel listed %d spikes where %d have room"
              .formatted(workspace.label(), count, capacity));
    }
    if (count > reading()) {
      pending.request(buffer, 1 + count);
      workspace.finish();
      words = pending.bytes().asIntBuffer();
    }
    guess = Math.max(LEAST_READ, Math.max(count + count / 2, guess / 2));
    gatherer.add(firstOffset, words, count, cellBits);
  }
}
