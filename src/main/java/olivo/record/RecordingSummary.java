package olivo.record;

/**
 * What a finished recording holds.
 *
 * @param recordedSteps number of steps
 * @param spikeCounts number of spikes of each population, recorded or not
 * @param spikeDigest see {@link SpikeDigest}
 * @param weightDigest see {@link WeightDigest}
 */
public record RecordingSummary(
    long recordedSteps, long[] spikeCounts, String spikeDigest, String weightDigest) {}
