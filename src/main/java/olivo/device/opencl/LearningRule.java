package olivo.device.opencl;

import olivo.device.PlasticityState;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** Deliveries of a plastic projection and what changes its weights. */
interface LearningRule {
  /**
   * Enqueues the deliveries and weight changes of the steps [from, to).
   *
   * @param inbound spikes of the epoch that holds these steps
   */
  void advance(Inbound inbound, long from, long to);

  /** Adds what it remembers beside the weights, as {@link PlasticityState} says. */
  void save(StateArrays into);

  /** Takes that over. */
  void restore(StateArrays.Reader from);
}
