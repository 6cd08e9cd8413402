package olivo.device.jvm;

import java.util.List;
import olivo.device.layout.Csr;
import olivo.device.layout.ReceptorLayout;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/** The conductance of one incoming projection on all cells of a slice. */
final class Receptor {
  private final ReceptorLayout layout;
  private final JvmArrivalRing ring;
  private final float[] conductance;
  private List<SpikeWindow> windows = List.of();

  /**
   * A receptor.
   *
   * @param ring where arrivals come from, if the projection is plastic; else one of a single slot,
   *     for its own use
   */
  Receptor(ReceptorLayout layout, JvmArrivalRing ring) {
    this.layout = layout;
    this.ring = ring;
    this.conductance = new float[ring.cells()];
  }

  float conductance(int cell) {
    return conductance[cell];
  }

  /** Takes the spikes whose arrivals fall into the next epoch. */
  void receive(List<SpikeWindow> spikes) {
    windows = spikes;
  }

  /** Adds up the arrivals of one step; those of a plastic projection are in the ring already. */
  void deliver(long step) {
    if (layout.isPlastic()) {
      return;
    }
    long emitted = step - layout.delaySteps();
    for (int w = 0; w < windows.size(); w++) {
      SpikeWindow window = windows.get(w);
      if (window.firstStep() <= emitted && emitted < window.endStep()) {
        deliver(window.batch(), emitted);
      }
    }
  }

  private void deliver(SpikeBatch batch, long emitted) {
    Csr connections = layout.connections();
    int[] rowStart = connections.rowStart();
    int[] target = connections.target();
    int[] sums = ring.sums();
    int end = batch.end(emitted);
    for (int spike = batch.begin(emitted); spike < end; spike++) {
      int source = batch.cell(spike);
      int rowEnd = rowStart[source + 1];
      for (int i = rowStart[source]; i < rowEnd; i++) {
        sums[target[i]]++;
      }
    }
  }

  /**
   * Decays the conductance, adds the arrivals of a step, clears them, and adds the current that
   * flows.
   *
   * @param v membrane potentials in mV
   * @param current currents in pA, added to
   */
  void decayAndDrive(long step, float[] v, float[] current) {
    float decay = layout.decay();
    float eRev = layout.eRevMv();
    float quantum = layout.quantumNs();
    float[] g = conductance;
    int[] sums = ring.sums();
    int row = ring.row(step);
    for (int cell = 0; cell < g.length; cell++) {
      float conducted =
          Math.max(g[cell] * decay - ReceptorLayout.FLUSH_NS, 0f) + quantum * sums[row + cell];
      sums[row + cell] = 0;
      g[cell] = conducted;
      current[cell] += conducted * (eRev - v[cell]);
    }
  }
}
