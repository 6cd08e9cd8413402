package olivo.model;

import java.util.Map;

/**
 * Everything that a run needs to go on from the beginning of a step as if it had never stopped.
 *
 * @param step the step
 * @param populations state of each population, by name
 * @param projections state of each plastic projection, by name
 * @param spikes spikes of each population that somebody still waits for, by name: some steps up to
 *     the step of the checkpoint
 */
public record Checkpoint(
    long step,
    Map<String, StateArrays> populations,
    Map<String, StateArrays> projections,
    Map<String, SpikeBatch> spikes) {
  public Checkpoint {
    populations = Map.copyOf(populations);
    projections = Map.copyOf(projections);
    spikes = Map.copyOf(spikes);
  }
}
