package olivo.device.layout;

/** A population of sources, lowered. Sources are never sliced. */
public sealed interface SourceLayout {
  /** The cells. */
  Slice slice();

  /**
   * Bernoulli sources. The first spike of a cell falls {@code X - 1} steps after step 0 and each
   * further one {@code refractorySteps + X} steps after the last, with X drawn from the table.
   *
   * @param intervals intervals of the process without refractoriness; null for sources that never
   *     fire
   * @param refractorySteps steps after a spike in which a cell cannot fire
   * @param key key of the random numbers
   * @param stream stream of the random numbers: word 0 at (draw number, cell, stream)
   */
  record Bernoulli(Slice slice, GeometricTable intervals, int refractorySteps, long key, int stream)
      implements SourceLayout {}

  /**
   * Sources that all fire in the given steps.
   *
   * @param steps spike steps, ascending and distinct
   */
  record Listed(Slice slice, long[] steps) implements SourceLayout {}
}
