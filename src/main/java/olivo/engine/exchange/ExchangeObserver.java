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
}
