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
 */
record Tuning(
    boolean atomicArrivals, int chunks, int group, long arrivalWords, long spikeCapacity) {
  private static final int MOST_CHUNKS = 64;
  private static final int GPU_GROUP = 128;
  private static final int CPU_GROUP = 64;
  private static final long WORDS = 1L << 24;

  Tuning {
    if (atomicArrivals && chunks != 1) {
      throw new IllegalArgumentException("chunks are for devices without atomics");
    }
  }

  static Tuning of(FoundDevice device) {
    boolean cpu = device.kind() == FoundDevice.Kind.CPU;
    return new Tuning(
        !cpu,
        cpu ? Math.min(MOST_CHUNKS, Math.max(1, device.computeUnits())) : 1,
        Math.min(cpu ? CPU_GROUP : GPU_GROUP, device.largestWorkGroup()),
        WORDS,
        WORDS);
  }

  String atomicMacro() {
    return "ATOMIC_ARRIVALS=" + (atomicArrivals ? 1 : 0);
  }

  /**
   * Work-items of a kernel that shares out events as {@code common/lanes.clh} says.
   *
   * @param shares without atomics, among how many work-items
   */
  long eventItems(int events, int shares) {
    return events == 0 ? 0 : atomicArrivals ? (long) events * group : shares;
  }

  /** Their group. */
  int eventGroup() {
    return atomicArrivals ? group : 1;
  }
}
