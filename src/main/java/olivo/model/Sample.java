package olivo.model;

import java.util.function.Supplier;

/** Something other than a spike that a participant hands to the recorder. Immutable once sent. */
public sealed interface Sample {
  /** The step to which the sample belongs. */
  long step();

  /**
   * All weights of a plastic projection onto one slice of its target population.
   *
   * @param probe index of the probe in {@link Recording#weights}, or -1 where the projection is not
   *     probed
   * @param projection index of the projection in the topology
   * @param firstSynapse index of the first weight in the canonical order of the whole projection:
   *     by target, then by source
   * @param step the step at whose beginning these are the weights; for the final weights, the end
   *     of the run
   * @param inOrder gives the weights in canonical order; called by whoever records them, and may
   *     take its time
   */
  record Weights(int probe, int projection, int firstSynapse, long step, Supplier<float[]> inOrder)
      implements Sample {
    /** Weights that are in canonical order already. */
    public Weights(int probe, int projection, int firstSynapse, long step, float[] weights) {
      this(probe, projection, firstSynapse, step, () -> weights);
    }

    /** The weights in canonical order. */
    public float[] weights() {
      return inOrder.get();
    }
  }

  /**
   * State variables of some cells at the end of one step.
   *
   * @param probe index of the probe in {@link Recording#states}
   * @param firstCell position of the first value in the probe's list of cells
   * @param step the step
   * @param values one value for each cell, in mV or nS
   */
  record States(int probe, int firstCell, long step, float[] values) implements Sample {}
}
