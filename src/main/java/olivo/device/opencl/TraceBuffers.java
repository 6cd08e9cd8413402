package olivo.device.opencl;

import java.util.Arrays;
import olivo.device.PlasticityState;
import olivo.device.layout.DecayTable;

/**
 * Traces of the spikes of some cells, on their device.
 *
 * @param cells number of cells
 * @param value {@code [cells]}: just after the last spike
 * @param last {@code [cells]}: step of that spike
 * @param factors the decay, as {@code plasticity/decay.clh} takes it
 * @param decay the same
 */
record TraceBuffers(int cells, ClBuffer value, ClBuffer last, ClBuffer factors, DecayTable decay) {
  /** Adds what they take. */
  static void tally(BufferTally tally, String name, long cells, DecayTable decay) {
    tally
        .empty("traces of " + name, cells)
        .written("last spikes of " + name, 2 * cells)
        .written("decay of " + name, decay.factors().length);
  }

  /** Traces of cells that have not fired yet. */
  static TraceBuffers create(ClWorkspace workspace, String name, int cells, DecayTable decay) {
    long[] never = new long[cells];
    Arrays.fill(never, PlasticityState.NEVER);
    return new TraceBuffers(
        cells,
        workspace.zeros("traces of " + name, cells),
        workspace.longs("last spikes of " + name, never),
        workspace.floats("decay of " + name, decay.factors()),
        decay);
  }

  /** Waits, then reads the traces. */
  float[] readValues(ClWorkspace workspace) {
    return workspace.readFloats(value, cells);
  }

  /** Waits, then reads the steps of the last spikes. */
  long[] readLast(ClWorkspace workspace) {
    return workspace.readLongs(last, cells);
  }

  /** Passes the traces, their steps, the factors, low_bits and steps. */
  void pass(ClKernel kernel) {
    kernel
        .buffer(value)
        .buffer(last)
        .buffer(factors)
        .integer(decay.lowBits())
        .integer64(decay.steps());
  }
}
