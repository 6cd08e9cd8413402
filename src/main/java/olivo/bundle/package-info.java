/**
 * Packs Olivo with a Java of its own, for machines that have none.
 *
 * <p>Start with {@link olivo.bundle.Bundle}, which puts the parts together.
 */
package olivo.bundle;
