/**
 * Many runs of variants of a topology: which runs there are, running them side by side, taking up
 * where an earlier attempt stopped, and tables and plots of all of them.
 *
 * <p>A grid point is a topology with something changed; it is run once for each seed. How a run is
 * made is known to the command line alone, which gives a {@link olivo.campaign.RunExecutor}.
 *
 * <p>This room may import {@code olivo.model}, {@code olivo.config}, {@code olivo.analysis}, Gson,
 * Commons CSV and SLF4J. Start with {@link olivo.campaign.Campaign}.
 */
package olivo.campaign;
