/**
 * What becomes of a run's output: the recorder that merges slices, counts, hashes and writes, and
 * the export to NumPy's format.
 *
 * <p>This room imports {@code olivo.model}, {@code olivo.record.format}, {@code
 * olivo.record.checkpoint}, Commons Compress and Gson, and Pekko where an actor needs it. The files
 * are described in docs/formats.md. Start with {@link olivo.record.RunRecorder} and {@link
 * olivo.record.NpzExport}.
 */
package olivo.record;
