package olivo.device.jvm;

import olivo.device.layout.PlasticityStage;
import olivo.model.Inbound;

/** What changes the weights of a plastic projection, step by step. */
interface WeightRule {
  /** Takes the spikes of the next epoch. */
  void receive(Inbound inbound);

  /** Changes the weights of one step, after its deliveries. */
  void apply(long step);

  /** Other increments and decrements hold from the first step of a stage on, which is next. */
  void retune(PlasticityStage stage);
}
