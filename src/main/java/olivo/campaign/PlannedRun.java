package olivo.campaign;

import olivo.config.ReadResult;

/**
 * A run that is part of a campaign.
 *
 * @param point which choice of what is varied
 * @param reading the topology with that choice and the seed
 * @param name name of its directory, unique within the campaign
 */
public record PlannedRun(GridPoint point, ReadResult reading, String name) {
  /** The seed of the run. */
  public long seed() {
    return reading.topology().seed();
  }
}
