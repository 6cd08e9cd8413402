package olivo.device.opencl;

import java.util.List;

/** The first compilation in a driver, which is when compilers install their signal handlers. */
final class WarmUp {
  private static final KernelSignature SIGNATURE =
      new KernelSignature("warm_up", List.of("int* gm_out"));

  private WarmUp() {}

  static void compileAndRun(FoundDevice device) {
    try (ClContext context = new ClContext(device);
        ClWorkspace workspace = new ClWorkspace(context, "warm-up")) {
      ClKernel kernel = workspace.kernel("common/warm_up.cl", List.of(), SIGNATURE);
      ClBuffer out = workspace.zeros("out", 1);
      kernel.begin().buffer(out).launch(1, 1);
      if (workspace.readInts(out, 1)[0] != 1) {
        throw new OpenClException(device.name() + " does not compute");
      }
    }
  }
}
