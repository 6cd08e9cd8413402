package olivo.device.opencl;

import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;

/**
 * The synapses of a plastic projection on their device, as the kernels of all rules take them.
 *
 * @param layout what they are
 * @param rows number of sources
 * @param chunks number of chunks of targets
 * @param rowStart {@code [chunks][rows + 1]}
 * @param target {@code [synapses]}
 * @param weights {@code [synapses]}
 * @param ring where they deliver
 */
record PlasticSynapses(
    PlasticityLayout layout,
    int rows,
    int chunks,
    ClBuffer rowStart,
    TargetArray target,
    ClBuffer weights,
    OpenClArrivalRing ring) {

  /**
   * Puts synapses on the device, all with their initial weight.
   *
   * @param workspace keeps the ring, too
   * @param table the synapses
   */
  static PlasticSynapses create(
      ClWorkspace workspace,
      Tuning tuning,
      PlasticityLayout layout,
      ConnectionTable table,
      OpenClArrivalRing ring) {
    workspace.keep(ring);
    ClBuffer weights = workspace.buffer("weights", 4L * table.target().length);
    workspace.fill(weights, Float.floatToRawIntBits(layout.wInit()));
    return new PlasticSynapses(
        layout,
        table.rows(),
        table.chunks(),
        workspace.ints("rows", table.rowStart()),
        TargetArray.create(workspace, tuning, "targets", table.target(), layout.slice().cells()),
        weights,
        ring);
  }

  /** Passes gm_row_start, gm_target, rows, chunks and gm_weight. */
  void passRows(ClKernel kernel) {
    kernel.buffer(rowStart).buffer(target.buffer()).integer(rows).integer(chunks).buffer(weights);
  }

  /** Passes gm_ring, slots and n. */
  void passRing(ClKernel kernel) {
    kernel.buffer(ring.sums()).integer(ring.slots()).integer(ring.cells());
  }

  /** The slot of the ring for a step. */
  int slotOf(long step) {
    return (int) (step & (ring.slots() - 1));
  }

  /** Passes a_ltp, a_ltd, w_min and w_max, as they are at a step. */
  void passChanges(ClKernel kernel, long step) {
    PlasticityStage stage = layout.stageAt(step);
    kernel.real(stage.aLtp()).real(stage.aLtd()).real(layout.wMin()).real(layout.wMax());
  }
}
