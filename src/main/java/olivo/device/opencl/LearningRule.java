package olivo.device.opencl;

import olivo.model.Inbound;

/** Deliveries of a plastic projection and what changes its weights. */
interface LearningRule {
  /** A step before all others, far enough from the least number not to overflow. */
  long NEVER = Long.MIN_VALUE / 2;

  /**
   * Enqueues the deliveries and weight changes of the steps [from, to).
   *
   * @param inbound spikes of the epoch that holds these steps
   */
  void advance(Inbound inbound, long from, long to);
}
