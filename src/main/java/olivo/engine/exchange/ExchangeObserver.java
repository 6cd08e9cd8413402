package olivo.engine.exchange;

import olivo.model.Epoch;

/** Watches a run as its clock sees it. Called by one thread at a time; must return at once. */
public interface ExchangeObserver {
  /** Watches nothing. */
  ExchangeObserver NONE = (participant, epoch) -> {};

  /**
   * A participant was asked to advance.
   *
   * @param participant its position in the plan
   * @param epoch the steps that it is to take
   */
  void granted(int participant, Epoch epoch);

  /**
   * A participant has reported an epoch. All times are of one clock.
   *
   * @param participant its position in the plan
   * @param grantedAtNs when it was asked to advance
   * @param beganAtNs when it began
   * @param endedAtNs when it was done
   * @param receivedAtNs when its report was received
   * @param deviceWaitNs how much of the time between beginning and end it waited for its device
   */
  default void advanced(
      int participant,
      long grantedAtNs,
      long beganAtNs,
      long endedAtNs,
      long receivedAtNs,
      long deviceWaitNs) {}

  /**
   * A participant has taken in spikes.
   *
   * @param participant the receiver
   * @param spikes how many
   * @param waitedNs from the end of the epoch that they were emitted in to the beginning of that in
   *     which they were due
   */
  default void delivered(int participant, int spikes, long waitedNs) {}

  /**
   * The clock has dealt with a report.
   *
   * @param participant whose report it was
   * @param tookNs how long that took, with all grants that it made possible
   */
  default void routed(int participant, long tookNs) {}
}
