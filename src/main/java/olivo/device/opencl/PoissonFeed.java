package olivo.device.opencl;

import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.CountTable;
import olivo.device.layout.Slice;
import olivo.model.Philox;
import olivo.model.SpikeWindow;

/** Events of Poisson trains: {@code source/poisson_drive.cl}. */
final class PoissonFeed implements ArrivalFeed {
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "poisson_drive",
          List.of(
              "int* gm_bound",
              "int* gm_guide",
              "int* gm_arrivals",
              "int base",
              "long first_step",
              "int steps",
              "int n",
              "int first_cell",
              "int stream",
              "int key0",
              "int key1"));

  private final Tuning tuning;
  private final Slice slice;
  private final int stream;
  private final Philox random;
  private final ClKernel kernel;
  private final ClBuffer bound;
  private final ClBuffer guide;

  PoissonFeed(ClWorkspace workspace, Tuning tuning, ArrivalLayout.Poisson layout, Slice slice) {
    this.tuning = tuning;
    this.slice = slice;
    this.stream = layout.stream();
    this.random = new Philox(layout.key());
    this.kernel =
        workspace.kernel(
            "source/poisson_drive.cl",
            List.of("GUIDE_BITS=" + CountTable.GUIDE_BITS, tuning.atomicMacro()),
            SIGNATURE);
    this.bound = workspace.ints("count table", layout.counts().bounds());
    this.guide = workspace.ints("count guide", layout.counts().guide());
  }

  @Override
  public int mostSteps() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void fill(List<SpikeWindow> port, long from, long to, ClBuffer arrivals, int base) {
    kernel
        .begin()
        .buffer(bound)
        .buffer(guide)
        .buffer(arrivals)
        .integer(base)
        .integer64(from)
        .integer((int) (to - from))
        .integer(slice.cells())
        .integer(slice.firstCell())
        .integer(stream)
        .integer(random.key0())
        .integer(random.key1())
        .launch(tuning.ownItems(slice.cells()), tuning.shareGroup());
  }
}
