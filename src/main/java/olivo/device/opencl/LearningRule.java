package olivo.device.opencl;

import olivo.model.Inbound;

/** Deliveries of a plastic projection and what changes its weights. */
interface LearningRule {
  /**
   * Enqueues the deliveries and weight changes of the steps [from, to).
   *
   * @param inbound spikes of the epoch that holds these steps
   */
  void advance(Inbound inbound, long from, long to);
}
