package olivo.model;

import java.util.Optional;

/**
 * Connections of one kind from a source population to a target population.
 *
 * @param name unique among the projections
 * @param from name of the source population
 * @param to name of the target population, which must be one of neurons
 * @param rule which cells are connected
 * @param weight what a spike adds (times the weight of the synapse, if it is plastic), in the unit
 *     of the synapse: nS, pA or mV; the same for all synapses or drawn once for each
 * @param delayMs transmission delay in ms, the same for all synapses or drawn once for each: a
 *     spike of step n acts in step n + delay
 * @param synapse how arrivals act on the membrane
 * @param plasticity how the weights change, if they do
 */
public record Projection(
    String name,
    String from,
    String to,
    ConnectionRule rule,
    Distribution weight,
    Distribution delayMs,
    Synapse synapse,
    Optional<Plasticity> plasticity) {
  /** With the same weight and delay for all synapses. */
  public Projection(
      String name,
      String from,
      String to,
      ConnectionRule rule,
      double weight,
      double delayMs,
      Synapse synapse,
      Optional<Plasticity> plasticity) {
    this(
        name,
        from,
        to,
        rule,
        new Distribution.Constant(weight),
        new Distribution.Constant(delayMs),
        synapse,
        plasticity);
  }

  /** The same without effect: of weight 0. */
  public Projection cut() {
    return new Projection(
        name, from, to, rule, new Distribution.Constant(0), delayMs, synapse, plasticity);
  }

  /** The same with weights that do not change. */
  public Projection frozen() {
    return new Projection(
        name,
        from,
        to,
        rule,
        weight,
        delayMs,
        synapse,
        plasticity.map(plastic -> plastic.withSteps(0, 0)));
  }
}
