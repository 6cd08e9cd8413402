package olivo.device.jvm;

import java.util.Arrays;
import java.util.List;
import olivo.device.layout.ReceptorLayout;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/** The conductance of one incoming projection on all cells of a slice. */
final class Receptor {
  private final ReceptorLayout layout;
  private final JvmArrivalRing ring;
  private final Rows rows;
  private final float[] conductance;
  private final float[] arrivals;
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
    this.rows = layout.isPlastic() ? null : Rows.of(layout.connections(), ring.cells());
    this.conductance = new float[ring.cells()];
    this.arrivals = new float[ring.cells()];
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
    int end = batch.end(emitted);
    for (int spike = batch.begin(emitted); spike < end; spike++) {
      rows.count(batch.cell(spike), ring.sums(), 0);
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
    float[] arrived = arrivals;
    int[] sums = ring.sums();
    int row = ring.row(step);
    for (int cell = 0; cell < g.length; cell++) {
      arrived[cell] = sums[row + cell];
    }
    Arrays.fill(sums, row, row + g.length, 0);
    for (int cell = 0; cell < g.length; cell++) {
      g[cell] = Math.max(g[cell] * decay - ReceptorLayout.FLUSH_NS, 0f) + quantum * arrived[cell];
    }
    for (int cell = 0; cell < g.length; cell++) {
      current[cell] += g[cell] * (eRev - v[cell]);
    }
  }
}
