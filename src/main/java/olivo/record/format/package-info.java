/**
 * Olivo's own recording: an append-only log in segment files, written while a run goes on and
 * readable at any moment, also after the run was killed.
 *
 * <p>A recording is a sequence of blocks, each with a length and checksums; end marks commit what
 * lies before them. The bytes are described in docs/formats.md. This room imports {@code
 * olivo.model} and Gson only. Start with {@link olivo.record.format.RecordingWriter} and {@link
 * olivo.record.format.Recording}.
 */
package olivo.record.format;
