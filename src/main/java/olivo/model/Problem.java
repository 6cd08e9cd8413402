package olivo.model;

/**
 * Something wrong with a topology.
 *
 * @param path where in the topology, as a configuration path such as {@code projections.PF-PKJ.to}
 * @param message what is wrong and what is accepted
 */
public record Problem(String path, String message) {}
