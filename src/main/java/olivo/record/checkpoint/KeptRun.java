package olivo.record.checkpoint;

import java.util.Optional;
import olivo.model.Checkpoint;
import olivo.record.format.RecordingPosition;

/**
 * A checkpoint and what belongs to it outside of the network.
 *
 * @param checkpoint state of the network
 * @param topologySha256 hash of the resolved topology, hexadecimal
 * @param recording how far the recording had come
 * @param unrecorded how far the recording of what the first one leaves out had come, if there is
 *     one
 */
public record KeptRun(
    Checkpoint checkpoint,
    String topologySha256,
    RecordingPosition recording,
    Optional<RecordingPosition> unrecorded) {}
