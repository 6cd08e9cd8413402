/**
 * The file in which a run keeps what it needs to go on after its process ended. Begin with {@link
 * olivo.record.checkpoint.CheckpointFile}.
 */
package olivo.record.checkpoint;
