package olivo.device.jvm;

import olivo.device.layout.PlasticityStage;
import olivo.model.Inbound;

/** What changes the weights of a plastic projection, step by step. */
interface WeightRule {
  /** Takes the spikes of the next epoch. */
  void receive(Inbound inbound);

  /** Delivers a spike into a slot, with the weights as they are before the changes of its step. */
  void deliver(int source, int slot);

  /** Changes the weights of one step, after its deliveries. */
  void apply(long step);

  /** Makes changes that were put off, before weights are read or written by others. */
  default void settle() {}

  /** Other increments and decrements hold from the first step of a stage on, which is next. */
  void retune(PlasticityStage stage);
}
