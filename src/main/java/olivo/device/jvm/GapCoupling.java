package olivo.device.jvm;

import olivo.device.layout.GapGraph;
import olivo.device.layout.Slice;

/** Currents through the gap junctions of the cells of a slice. */
final class GapCoupling {
  private final int[] rowStart;
  private final int[] partner;
  private final int firstCell;

  GapCoupling(GapGraph graph, Slice slice) {
    this.rowStart = graph.rowStart();
    this.partner = graph.partner();
    this.firstCell = slice.firstCell();
  }

  /**
   * Adds the currents of all cells to their sums.
   *
   * @param gNs conductance of a junction in nS
   * @param v membrane potentials in mV of the slice
   * @param potentials those of the whole population
   */
  void addTo(float[] sum, float gNs, float[] v, float[] potentials) {
    for (int cell = 0; cell < v.length; cell++) {
      float current = 0;
      int end = rowStart[firstCell + cell + 1];
      for (int i = rowStart[firstCell + cell]; i < end; i++) {
        current += gNs * (potentials[partner[i]] - v[cell]);
      }
      sum[cell] += current;
    }
  }
}
