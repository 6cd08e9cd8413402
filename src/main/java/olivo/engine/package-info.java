/**
 * When things happen: the actors that advance a network, and their protocols.
 *
 * <p>The scheduling itself is plain Java in {@link olivo.engine.exchange}; what passes between
 * actors is in {@link olivo.engine.protocol}. This room sees devices through {@link olivo.device}
 * only. Start with {@link olivo.engine.SimulationGuardian}.
 */
package olivo.engine;
