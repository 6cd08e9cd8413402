package olivo.device.layout;

import java.util.List;

/** A population of sources, lowered. Sources are never sliced. */
public sealed interface SourceLayout {
  /** The cells. */
  Slice slice();

  /**
   * Bernoulli sources. The first spike of a cell falls {@code X - 1} steps after step 0 and each
   * further one {@code refractorySteps + X} steps after the last, with X drawn from the table.
   *
   * <p>A stage that gives a cell another table in step s takes back the spike that the cell would
   * have fired next, which lies at s or later. In its place the cell fires {@code X - 1} steps
   * after s, or after the end of its refractory period if that is later, with X from the new table
   * and the next draw. As the process has no memory, it is the one of the new table from s on.
   *
   * @param intervals intervals of the process without refractoriness; null for sources that do not
   *     fire at first
   * @param runSteps length of the run; spikes after it need not be drawn
   * @param refractorySteps steps after a spike in which a cell cannot fire
   * @param key key of the random numbers
   * @param stream stream of the random numbers: word 0 at (draw number, cell, stream)
   * @param stages what holds from later steps on, ascending
   */
  record Bernoulli(
      Slice slice,
      GeometricTable intervals,
      long runSteps,
      int refractorySteps,
      long key,
      int stream,
      List<SourceStage> stages)
      implements SourceLayout {
    public Bernoulli {
      stages = List.copyOf(stages);
    }

    /** Sources whose rate stays as it is. */
    public Bernoulli(
        Slice slice,
        GeometricTable intervals,
        long runSteps,
        int refractorySteps,
        long key,
        int stream) {
      this(slice, intervals, runSteps, refractorySteps, key, stream, List.of());
    }

    /** Whether no cell ever fires. */
    public boolean isSilent() {
      return intervals == null && stages.isEmpty();
    }
  }

  /**
   * Sources that all fire in the given steps.
   *
   * @param steps spike steps, ascending and distinct
   */
  record Listed(Slice slice, long[] steps) implements SourceLayout {}
}
