package olivo.record;

/**
 * How far a recording has come; a snapshot that does not change any more.
 *
 * @param recordedSteps number of steps that are complete
 * @param spikeCounts number of spikes of each population up to there
 */
public record RecordingProgress(long recordedSteps, long[] spikeCounts) {}
