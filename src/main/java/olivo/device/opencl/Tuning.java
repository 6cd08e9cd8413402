package olivo.device.opencl;

/**
 * What changes the speed of a device and nothing else.
 *
 * @param atomicArrivals whether arrivals are added with atomics, a work-group for each event, or by
 *     a single work-item for each chunk of targets
 * @param chunks number of chunks of targets; 1 with atomics
 * @param group work-items in a group
 * @param arrivalWords most words that the arrivals of a slice may take in an epoch, which is else
 *     advanced in several launches
 * @param spikeCapacity most spikes that one launch may list, likewise
 * @param narrowTargets most values of targets that are stored in two bytes each
 */
record Tuning(
    boolean atomicArrivals,
    int chunks,
    int group,
    long arrivalWords,
    long spikeCapacity,
    int narrowTargets) {
  /** As many values as two bytes have. */
  static final int MOST_NARROW_TARGETS = 1 << 16;

  private static final int MOST_CHUNKS = 64;
  private static final int GPU_GROUP = 128;
  private static final int CPU_GROUP = 64;
  private static final long WORDS = 1L << 24;

  Tuning {
    if (atomicArrivals && chunks != 1) {
      throw new IllegalArgumentException("chunks are for devices without atomics");
    }
    if (narrowTargets > MOST_NARROW_TARGETS) {
      throw new IllegalArgumentException("two bytes do not hold " + narrowTargets + " targets");
    }
  }

  static Tuning of(FoundDevice device) {
    boolean cpu = device.kind() == FoundDevice.Kind.CPU;
    return new Tuning(
        !cpu,
        cpu ? Math.min(MOST_CHUNKS, Math.max(1, device.computeUnits())) : 1,
        Math.min(cpu ? CPU_GROUP : GPU_GROUP, device.largestWorkGroup()),
        WORDS,
        WORDS,
        MOST_NARROW_TARGETS);
  }

  String atomicMacro() {
    return "ATOMIC_ARRIVALS=" + (atomicArrivals ? 1 : 0);
  }

  /**
   * Work-items of a kernel that shares out events as {@code common/lanes.clh} says. On processors
   * always as many as there are chunks: PoCL, at least until 5.0, aborts the process when launches
   * of one kernel on different numbers of work-items overlap.
   */
  long eventItems(int events) {
    return events == 0 ? 0 : atomicArrivals ? (long) events * group : chunks;
  }

  /** Work-items of a kernel that shares out items that don't interact, in the same manner. */
  long ownItems(long items) {
    return items == 0 ? 0 : atomicArrivals ? items : chunks;
  }

  /** Whether targets that have so many values are stored in two bytes each. */
  boolean narrowsTargets(long values) {
    return values <= narrowTargets;
  }

  /** Work-items in a group of these. */
  int shareGroup() {
    return atomicArrivals ? group : 1;
  }
}
