package olivo.device.opencl;

import java.util.List;
import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/** Turns spikes into events of an {@link EventTable}. */
final class SpikeEvents {
  private SpikeEvents() {}

  /**
   * Adds an event for each spike, at its cell.
   *
   * @param windows spikes
   * @param lag steps from a spike to its event
   * @param from step to which offsets refer, the first of those wanted
   * @param to first step after those wanted
   * @param kind lowest bit of the code; the rest is the offset of the step
   * @param firstRow cell that is row 0; cells below it or beyond the table are left out
   */
  static void ofCells(
      EventTable into,
      List<SpikeWindow> windows,
      int lag,
      long from,
      long to,
      int kind,
      int firstRow,
      int rows) {
    for (SpikeWindow window : windows) {
      SpikeBatch batch = window.batch();
      long end = Math.min(window.endStep(), to - lag);
      for (long step = Math.max(window.firstStep(), from - lag); step < end; step++) {
        int code = (int) (step + lag - from) << 1 | kind;
        int last = batch.end(step);
        for (int spike = batch.begin(step); spike < last; spike++) {
          int row = batch.cell(spike) - firstRow;
          if (row >= 0 && row < rows) {
            into.add(row, code);
          }
        }
      }
    }
  }

  /** Adds an event for each connection of each spike, at its target. */
  static void ofTargets(
      EventTable into,
      List<SpikeWindow> windows,
      Csr connections,
      int lag,
      long from,
      long to,
      int kind) {
    for (SpikeWindow window : windows) {
      SpikeBatch batch = window.batch();
      long end = Math.min(window.endStep(), to - lag);
      for (long step = Math.max(window.firstStep(), from - lag); step < end; step++) {
        int code = (int) (step + lag - from) << 1 | kind;
        int last = batch.end(step);
        for (int spike = batch.begin(step); spike < last; spike++) {
          int source = batch.cell(spike);
          int rowEnd = connections.rowStart()[source + 1];
          for (int i = connections.rowStart()[source]; i < rowEnd; i++) {
            into.add(connections.target()[i], code);
          }
        }
      }
    }
  }
}
