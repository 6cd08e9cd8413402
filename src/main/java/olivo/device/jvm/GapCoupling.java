package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.GapGraph;
import olivo.device.layout.Slice;

/** Currents through the gap junctions of the cells of a slice. */
final class GapCoupling {
  private final GapGraph graph;
  private final int firstCell;
  private final float[] current;

  /** {@code [partners of a cell][cells]}; null where cells have unlike numbers of partners. */
  private final int[][] partners;

  GapCoupling(GapGraph graph, Slice slice) {
    this.graph = graph;
    this.firstCell = slice.firstCell();
    this.current = new float[slice.cells()];
    this.partners = partners();
  }

  private int[][] partners() {
    int each = end(0) - begin(0);
    for (int cell = 1; cell < current.length; cell++) {
      if (end(cell) - begin(cell) != each) {
        return null;
      }
    }
    int[][] ofCells = new int[each][current.length];
    for (int cell = 0; cell < current.length; cell++) {
      for (int k = 0; k < each; k++) {
        ofCells[k][cell] = graph.partner()[begin(cell) + k];
      }
    }
    return ofCells;
  }

  private int begin(int cell) {
    return graph.rowStart()[firstCell + cell];
  }

  private int end(int cell) {
    return graph.rowStart()[firstCell + cell + 1];
  }

  /**
   * Adds the currents of all cells to their sums.
   *
   * @param gNs conductance of a junction in nS
   * @param v membrane potentials in mV of the slice
   * @param potentials those of the whole population
   */
  void addTo(float[] sum, float gNs, float[] v, float[] potentials) {
    if (partners == null) {
      addUnevenTo(sum, gNs, v, potentials);
      return;
    }
    Arrays.fill(current, 0);
    // By partner and not by cell: a loop over three partners costs more than what it does.
    for (int[] partner : partners) {
      for (int cell = 0; cell < current.length; cell++) {
        current[cell] += gNs * (potentials[partner[cell]] - v[cell]);
      }
    }
    for (int cell = 0; cell < current.length; cell++) {
      sum[cell] += current[cell];
    }
  }

  private void addUnevenTo(float[] sum, float gNs, float[] v, float[] potentials) {
    for (int cell = 0; cell < current.length; cell++) {
      float all = 0;
      int end = end(cell);
      for (int i = begin(cell); i < end; i++) {
        all += gNs * (potentials[graph.partner()[i]] - v[cell]);
      }
      sum[cell] += all;
    }
  }
}
