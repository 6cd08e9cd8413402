package olivo.device.jvm;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.PlasticityStage;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** What changes the weights of a plastic projection, step by step. */
interface WeightRule {
  /** The same for some sources; parts may be at different steps, in different threads. */
  interface Part {
    /** Its synapses. */
    SourcePart synapses();

    /** Delivers a spike, with the weights as they are before the changes of its step. */
    void deliver(int source);

    /** Changes the weights of one step, after its deliveries. */
    void apply(long step);
  }

  /** What it consists of: all sources, each once. */
  List<? extends Part> parts();

  /** Takes the spikes of the next epoch. */
  void receive(Inbound inbound);

  /** Makes changes that were put off, before weights are read or written by others. */
  default void settle() {}

  /** Adds what it remembers at the beginning of a step, as {@link PlasticityState} says. */
  void save(StateArrays into);

  /** Takes that over at the beginning of a step, after {@link #retune} for its stage. */
  void restore(long step, StateArrays.Reader from);

  /** Other increments and decrements hold from the first step of a stage on, which is next. */
  void retune(PlasticityStage stage);
}
