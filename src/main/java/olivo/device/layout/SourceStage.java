package olivo.device.layout;

/**
 * How often the cells of a population of sources fire from some step on. Cells whose table is
 * another one than before draw the step of their next spike anew, see {@link
 * SourceLayout.Bernoulli}.
 *
 * @param fromStep first step in which it holds
 * @param intervalsOf {@code [cells]}: intervals of each cell; null for one that does not fire.
 *     Tables of one probability are one object
 */
public record SourceStage(long fromStep, GeometricTable[] intervalsOf) {}
