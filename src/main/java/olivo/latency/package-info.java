/**
 * How long what takes in a run: histograms of the phases of its epochs, as its clock sees them.
 * Begin with {@link olivo.latency.Phase}.
 */
package olivo.latency;
