package olivo.device.opencl;

import java.util.List;
import olivo.model.SpikeWindow;

/** Arrivals that wait in a ring: {@code synapse/drain_ring.cl}. */
final class RingFeed implements ArrivalFeed {
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "drain_ring",
          List.of(
              "int* gm_ring",
              "int* gm_arrivals",
              "int base",
              "long first_step",
              "int steps",
              "int slots",
              "int n"));

  private final Tuning tuning;
  private final OpenClArrivalRing ring;
  private final ClKernel kernel;

  RingFeed(ClWorkspace workspace, Tuning tuning, OpenClArrivalRing ring) {
    this.tuning = tuning;
    this.ring = ring;
    this.kernel =
        workspace.kernel("synapse/drain_ring.cl", List.of(tuning.atomicMacro()), SIGNATURE);
  }

  @Override
  public int mostSteps() {
    return ring.slots();
  }

  @Override
  public void fill(List<SpikeWindow> port, long from, long to, ClBuffer arrivals, int base) {
    int steps = (int) (to - from);
    kernel
        .begin()
        .buffer(ring.sums())
        .buffer(arrivals)
        .integer(base)
        .integer64(from)
        .integer(steps)
        .integer(ring.slots())
        .integer(ring.cells())
        .launch(tuning.ownItems((long) steps * ring.cells()), tuning.shareGroup());
  }
}
