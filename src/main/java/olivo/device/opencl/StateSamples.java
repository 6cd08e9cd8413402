package olivo.device.opencl;

import java.nio.FloatBuffer;
import java.util.List;
import olivo.device.layout.StateProbeLayout;
import olivo.model.Sample;

/**
 * Samples that a kernel takes of the cells of a slice, interval by interval. The kernel knows of no
 * window: it samples all multiples of an interval, and those outside are not read.
 */
final class StateSamples {
  private static final int ENTRY = 6;

  private final List<StateProbeLayout> probes;
  private final ClWorkspace workspace;
  private final ClBuffer table;
  private final int[] table0;
  private final int cells;
  private final PendingRead pending;
  private ClBuffer values;
  private int[] base;
  private int words;

  StateSamples(ClWorkspace workspace, List<StateProbeLayout> probes, int cells) {
    this.workspace = workspace;
    this.pending = workspace.pendingRead();
    this.probes = probes;
    this.cells = cells;
    this.table0 = tableOf(probes, cells);
    this.table = workspace.ints("probes", table0);
    this.base = new int[probes.size()];
  }

  /** Starts of the entries of each cell, then the entries, whose bases are filled in later. */
  private static int[] tableOf(List<StateProbeLayout> probes, int cells) {
    int[] count = new int[cells + 1];
    for (StateProbeLayout probe : probes) {
      for (int cell : probe.cells()) {
        count[cell + 1]++;
      }
    }
    for (int cell = 0; cell < cells; cell++) {
      count[cell + 1] += count[cell];
    }
    int[] table = new int[cells + 1 + ENTRY * count[cells]];
    System.arraycopy(count, 0, table, 0, count.length);
    for (StateProbeLayout probe : probes) {
      for (int position = 0; position < probe.cells().length; position++) {
        int at = cells + 1 + ENTRY * count[probe.cells()[position]]++;
        table[at] = probe.receptor();
        table[at + 1] = probe.steps().everySteps();
        table[at + 3] = probe.cells().length;
        table[at + 4] = position;
        table[at + 5] = probe.cells()[position];
      }
    }
    return table;
  }

  /** Adds what samples of intervals up to a length take. */
  static void tally(BufferTally tally, List<StateProbeLayout> probes, int cells, int steps) {
    long entries = 0;
    long words = 0;
    for (StateProbeLayout probe : probes) {
      entries += probe.cells().length;
      words += (long) most(probe, steps) * probe.cells().length;
    }
    tally.written("probes", cells + 1 + ENTRY * entries).empty("samples", words).readLater(words);
  }

  /** Most samples in so many steps. */
  private static int most(StateProbeLayout probe, int steps) {
    return (steps - 1) / probe.steps().everySteps() + 1;
  }

  boolean isEmpty() {
    return probes.isEmpty();
  }

  ClBuffer table() {
    return table;
  }

  ClBuffer values() {
    return values;
  }

  /** Makes room for the samples of intervals up to a length. */
  void reserve(int steps) {
    if (values != null) {
      workspace.free(values);
    }
    int[] next = new int[cells];
    words = 0;
    for (int p = 0; p < probes.size(); p++) {
      StateProbeLayout probe = probes.get(p);
      base[p] = words;
      for (int cell : probe.cells()) {
        int entry = table0[cell] + next[cell]++;
        table0[cells + 1 + ENTRY * entry + 2] = words;
      }
      words = workspace.words("samples", words + (long) most(probe, steps) * probe.cells().length);
    }
    workspace.write(table, table0);
    values = workspace.buffer("samples", 4L * words);
  }

  /** Enqueues the reading of the samples of an interval. */
  void request(long from, long to) {
    if (anyDue(from, to)) {
      pending.request(values, words);
    }
  }

  /** Adds the samples of an interval in the order of steps, once their reading is done. */
  void take(long from, long to, List<Sample> into) {
    if (!anyDue(from, to)) {
      return;
    }
    FloatBuffer sampled = pending.bytes().asFloatBuffer();
    for (long step = from; step < to; step++) {
      for (int p = 0; p < probes.size(); p++) {
        StateProbeLayout probe = probes.get(p);
        int every = probe.steps().everySteps();
        if (probe.steps().contains(step)) {
          int width = probe.cells().length;
          float[] row = new float[width];
          int sample = (int) (step / every - (from + every - 1) / every);
          sampled.get(base[p] + sample * width, row);
          into.add(new Sample.States(probe.probe(), probe.firstInProbe(), step, row));
        }
      }
    }
  }

  private boolean anyDue(long from, long to) {
    for (StateProbeLayout probe : probes) {
      if (probe.steps().firstFrom(from) < to) {
        return true;
      }
    }
    return false;
  }
}
