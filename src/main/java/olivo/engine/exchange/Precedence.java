package olivo.engine.exchange;

/**
 * One participant may not come too far ahead of another: {@code after} gets no step at or beyond
 * {@code progress(before) + lag}.
 *
 * @param before index of the participant that must have advanced
 * @param after index of the participant that waits
 * @param lagSteps how far {@code after} may be ahead, in steps; negative where it must stay behind
 * @param reason why
 */
public record Precedence(int before, int after, long lagSteps, Reason reason) {
  /** Why a participant waits for another. */
  public enum Reason {
    /** It needs spikes. */
    SPIKES,
    /** It needs the arrivals that a plastic projection has summed. */
    ARRIVALS,
    /** The slots of the ring that it writes must have been read. */
    RING_CAPACITY,
    /** It must not run ahead of who consumes its spikes, so that memory stays bounded. */
    RUN_AHEAD
  }
}
