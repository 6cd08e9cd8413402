package olivo.model;

/** How arriving spikes act on the membrane of the target. */
public sealed interface Synapse {
  /**
   * A conductance that jumps by the weight at each arrival, decays by {@code exp(-dt/tau)} in each
   * step and drives the membrane towards the reversal potential.
   *
   * @param tauMs decay time constant in ms
   * @param eRevMv reversal potential in mV
   */
  record ExpConductance(double tauMs, double eRevMv) implements Synapse {}
}
