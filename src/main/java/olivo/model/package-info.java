/**
 * What is simulated: topologies, neuron, synapse and plasticity models, time, spikes and
 * counter-based random numbers.
 *
 * <p>This room knows nothing of files, devices, actors or recordings and uses the JDK alone. Units
 * are fixed: ms, mV, pA, pF, nS and whole steps; a value in any of them says so in its name. Start
 * with {@link olivo.model.Topology}.
 */
package olivo.model;
