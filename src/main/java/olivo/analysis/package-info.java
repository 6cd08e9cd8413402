/**
 * Statistics and plots of recordings.
 *
 * <p>The statistics are streaming accumulators that know nothing of files: spikes go in one by one,
 * in ascending order of (step, cell), memory is bounded by the number of cells and bins, and
 * results, asked for once the last spike is in, come out in Hz, s and mV. {@link
 * olivo.analysis.RunStatistics}, {@link olivo.analysis.PopulationStatistics} and {@link
 * olivo.analysis.Plots} feed them from a recording.
 *
 * <p>Definitions follow Elephant and NumPy: every standard deviation divides by n, not by n - 1. A
 * figure that is not defined, such as the CV of a silent population, is NaN. Times are whole steps
 * of dt, and every window is half-open, [fromStep, toStep).
 *
 * <p>This room may import {@code olivo.model}, {@code olivo.record.format} and JFreeChart.
 */
package olivo.analysis;
