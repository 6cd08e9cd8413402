package olivo.model;

import java.util.Optional;

/**
 * Connections of one kind from a source population to a target population.
 *
 * @param name unique among the projections
 * @param from name of the source population
 * @param to name of the target population, which must be one of neurons
 * @param rule which cells are connected
 * @param weightNs conductance that a spike adds, in nS (times the weight of the synapse, if it is
 *     plastic)
 * @param delayMs transmission delay in ms: a spike of step n acts in step n + delay
 * @param synapse how arrivals act on the membrane
 * @param plasticity how the weights change, if they do
 */
public record Projection(
    String name,
    String from,
    String to,
    ConnectionRule rule,
    double weightNs,
    double delayMs,
    Synapse synapse,
    Optional<Plasticity> plasticity) {}
