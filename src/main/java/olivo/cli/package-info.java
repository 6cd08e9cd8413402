/**
 * The command line: commands, what they print, and the wiring of all other rooms. The only place
 * that prints and exits.
 *
 * <p>Start with {@link olivo.cli.Main}, then {@link olivo.cli.RunCommand}.
 */
package olivo.cli;
