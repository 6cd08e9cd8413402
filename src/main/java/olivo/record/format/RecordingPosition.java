package olivo.record.format;

/**
 * Where the next block of a recording goes.
 *
 * @param segment number of the segment
 * @param bytes bytes that the segment has already
 */
public record RecordingPosition(int segment, long bytes) {}
