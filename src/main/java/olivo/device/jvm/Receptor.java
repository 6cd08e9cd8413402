package olivo.device.jvm;

import java.util.List;
import olivo.device.NeuronState;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SynapseLayout;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/** What one incoming projection or drive does to the cells of a slice. */
abstract class Receptor {
  /**
   * Half of what amplitudes lose in a step. Products are made of halves as well, which is exact as
   * long as they are not subnormal, and those are lost to this anyway.
   */
  static final float HALF_FLUSH = ReceptorLayout.FLUSH / 2;

  private final Arrivals arrivals;
  private final String name;
  private SynapseLayout synapse;
  private float quantum;

  Receptor(ReceptorLayout layout, Arrivals arrivals) {
    this.arrivals = arrivals;
    this.name = layout.name();
    this.synapse = layout.synapse();
    this.quantum = layout.quantum();
  }

  /**
   * The receptor of a layout.
   *
   * @param exact whether it acts before it takes the arrivals of a step
   */
  static Receptor of(ReceptorLayout layout, boolean exact, Arrivals arrivals, int cells) {
    return switch (layout.synapse().kind()) {
      case DELTA -> new DeltaReceptor(layout, arrivals, cells);
      case EXP_CONDUCTANCE, EXP_CURRENT -> new ExpReceptor(layout, exact, arrivals, cells);
      case ALPHA_CONDUCTANCE, ALPHA_CURRENT -> new AlphaReceptor(layout, exact, arrivals, cells);
    };
  }

  /** Takes the spikes whose arrivals fall into the next epoch. */
  final void receive(List<SpikeWindow> spikes) {
    arrivals.receive(spikes);
  }

  /** Adds up the arrivals of a step. */
  final void deliver(long step) {
    arrivals.deliver(step);
  }

  /** The number of units that arrive at each cell in a step. */
  final float[] arrive(long step) {
    return arrivals.take(step);
  }

  /** Other numbers hold from the next step on. */
  final void retune(SynapseLayout newSynapse, float newQuantum) {
    synapse = newSynapse;
    quantum = newQuantum;
  }

  /** Name of the projection or drive. */
  final String name() {
    return name;
  }

  /** Time course and effect. */
  final SynapseLayout synapse() {
    return synapse;
  }

  /** Amplitude of a unit. */
  final float quantum() {
    return quantum;
  }

  /** The amplitude on a cell: nS, pA or mV, without its sign. */
  abstract float amplitude(int cell);

  /**
   * Takes a step.
   *
   * @param v membrane potentials in mV at its start
   * @param sum the sum of the membrane, added to
   */
  abstract void act(long step, float[] v, float[] sum);

  /** As {@link olivo.device.ParticipantState#save}. */
  void save(long step, StateArrays into) {
    arrivals.save(step, NeuronState.UNDER_WAY + name, into);
  }

  /** As {@link olivo.device.ParticipantState#restore}. */
  void restore(long step, StateArrays.Reader from) {
    arrivals.restore(step, NeuronState.UNDER_WAY + name, from);
  }

  /** Adds the current of conductances. */
  static void conduct(float[] conductance, float eRev, float[] v, float[] sum) {
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] += conductance[cell] * (eRev - v[cell]);
    }
  }

  /** Decays conductances, adds arrivals and then the current. */
  static void decayAndConduct(
      float[] conductance,
      SynapseLayout synapse,
      float quantum,
      float[] arrived,
      float[] v,
      float[] sum) {
    float halfDecay = synapse.decay() / 2;
    float eRev = synapse.eRevMv();
    for (int cell = 0; cell < sum.length; cell++) {
      float left = twiceIfPositive(conductance[cell] * halfDecay - HALF_FLUSH);
      float g = left + quantum * arrived[cell];
      conductance[cell] = g;
      sum[cell] += g * (eRev - v[cell]);
    }
  }

  /** Adds amplitudes, multiplied. */
  static void inject(float[] amplitude, float gain, float[] sum) {
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] += gain * amplitude[cell];
    }
  }

  /** Decays amplitudes and adds arrivals. */
  static void decay(float[] amplitude, SynapseLayout synapse, float quantum, float[] arrived) {
    float halfDecay = synapse.decay() / 2;
    for (int cell = 0; cell < amplitude.length; cell++) {
      float left = twiceIfPositive(amplitude[cell] * halfDecay - HALF_FLUSH);
      amplitude[cell] = left + quantum * arrived[cell];
    }
  }

  /**
   * Twice a number, or 0 for negative ones: of half a number, what {@code Math.max(number, 0)} is,
   * in two instructions instead of six.
   */
  static float twiceIfPositive(float half) {
    return half + Math.abs(half);
  }
}
