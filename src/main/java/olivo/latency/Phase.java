package olivo.latency;

/** What takes time in a run. */
public enum Phase {
  /** From the clock's asking a participant to advance until it begins: mailbox and scheduling. */
  QUEUEING("queueing"),
  /** Stepping, on whatever device; on OpenCL until the results are read back. */
  KERNEL("kernel"),
  /** The part of {@link #KERNEL} in which work is handed to an OpenCL device. */
  DEVICE_ENQUEUE("device_enqueue"),
  /** The part of {@link #KERNEL} in which an OpenCL device is waited for and read from. */
  DEVICE_WAIT("device_wait"),
  /** The recorder's work on an epoch. */
  RECORDER("recorder"),
  /** From a participant's report until the clock has it. */
  MESSAGE("message"),
  /** The clock's work on a report: scheduling, and the grants that follow with their spikes. */
  ROUTING("routing"),
  /** From the clock's asking a participant to advance until it has the report. */
  ROUND_TRIP("round_trip"),
  /** From one report of a participant to its next: an epoch with all waiting for others. */
  EPOCH_INTERVAL("epoch_interval"),
  /**
   * Of each delivered spike: from the end of the epoch in which it was emitted to the beginning of
   * that in which it is due.
   */
  SPIKE("spike");

  private final String key;

  Phase(String key) {
    this.key = key;
  }

  /** Its name in files. */
  public String key() {
    return key;
  }
}
