package olivo.device.opencl;

/** What a queue was given to do so far. Written by whoever owns the queue. */
final class QueueTally {
  private long launches;
  private long fills;
  private long writes;
  private long bytesWritten;
  private long reads;
  private long bytesRead;
  private long waits;

  /**
   * Figures at some moment.
   *
   * @param launches kernels launched
   * @param fills buffers filled by the device
   * @param writes copies to the device
   * @param bytesWritten their length
   * @param reads copies from the device
   * @param bytesRead their length
   * @param waits how often the host has waited for the queue
   */
  record Figures(
      long launches,
      long fills,
      long writes,
      long bytesWritten,
      long reads,
      long bytesRead,
      long waits) {
    /** What was added since an earlier moment. */
    Figures since(Figures before) {
      return new Figures(
          launches - before.launches,
          fills - before.fills,
          writes - before.writes,
          bytesWritten - before.bytesWritten,
          reads - before.reads,
          bytesRead - before.bytesRead,
          waits - before.waits);
    }
  }

  Figures figures() {
    return new Figures(launches, fills, writes, bytesWritten, reads, bytesRead, waits);
  }

  void launched() {
    launches++;
  }

  void filled() {
    fills++;
  }

  void wrote(long bytes) {
    writes++;
    bytesWritten += bytes;
  }

  void read(long bytes) {
    reads++;
    bytesRead += bytes;
  }

  void waited() {
    waits++;
  }
}
