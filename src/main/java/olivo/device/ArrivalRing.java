package olivo.device;

/**
 * Sums of arrivals on their way from a plastic projection (the writer) to its target slice (the
 * reader), one slot for each step.
 *
 * <p>Who may touch a slot follows from the grants of the clock: the slot of step n belongs to the
 * writer until the clock has heard that the writer has completed the steps of emission that reach
 * n, from then on to the reader until the clock has heard that the reader has completed n. Messages
 * order the two, so no lock is needed.
 */
public interface ArrivalRing extends AutoCloseable {
  /** Number of steps that the ring holds, a power of two. */
  int slots();

  /** Number of cells of the target slice. */
  int cells();

  /**
   * Called by whoever created it, once the states that use it exist. It lives on until they are
   * closed, too.
   */
  @Override
  void close();
}
