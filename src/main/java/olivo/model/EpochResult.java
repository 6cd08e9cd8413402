package olivo.model;

import java.util.List;

/**
 * What a participant hands out after one epoch.
 *
 * @param spikes its spikes; without any for participants that emit none
 * @param samples what it sampled for the recorder, in the order of steps
 */
public record EpochResult(SpikeBatch spikes, List<Sample> samples) {}
