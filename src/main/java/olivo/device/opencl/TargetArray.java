package olivo.device.opencl;

/**
 * The cells that connections lead to, on their device: two bytes each where all of them fit, else
 * four. Reading them is a large part of what a delivery costs a device with much arithmetic.
 *
 * @param buffer {@code [connections]}
 * @param isNarrow whether two bytes
 */
record TargetArray(ClBuffer buffer, boolean isNarrow) {
  /** Stands for the type in signatures; a macro of that name does so in kernels. */
  static final String TYPE = "TARGET";

  /**
   * Puts targets on the device.
   *
   * @param targets from 0 to below values
   */
  static TargetArray create(
      ClWorkspace workspace, Tuning tuning, String name, int[] targets, long values) {
    boolean narrow = tuning.narrowsTargets(values);
    ClBuffer buffer = narrow ? workspace.shorts(name, targets) : workspace.ints(name, targets);
    return new TargetArray(buffer, narrow);
  }

  /** Words that so many targets take. */
  static long words(Tuning tuning, long connections, long values) {
    return tuning.narrowsTargets(values) ? (connections + 1) / 2 : connections;
  }

  private String type() {
    return isNarrow ? "ushort" : "int";
  }

  String macro() {
    return TYPE + "=" + type();
  }

  /** A signature in which {@link #TYPE} stands for the type. */
  KernelSignature in(KernelSignature signature) {
    return signature.with(TYPE, type());
  }
}
