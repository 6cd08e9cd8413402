package olivo.model;

import java.util.List;

/**
 * What is written down during a run.
 *
 * @param spikes names of the populations whose spikes are recorded
 * @param binMs width in ms of the bins of the dense spike counts
 * @param weights weight snapshots
 * @param states sampled state variables
 */
public record Recording(
    List<String> spikes, double binMs, List<WeightProbe> weights, List<StateProbe> states) {
  public Recording {
    spikes = List.copyOf(spikes);
    weights = List.copyOf(weights);
    states = List.copyOf(states);
  }

  /**
   * Snapshots of all weights of a plastic projection, as they are at the beginning of a step, from
   * step 0 on.
   *
   * @param projection name of the projection
   * @param everyMs interval in ms
   */
  public record WeightProbe(String projection, double everyMs) {}

  /**
   * Samples of the membrane potential (mV), or of the conductance (nS) of one incoming projection,
   * as they are at the end of a step, from step 0 on.
   *
   * @param population name of the population
   * @param conductanceOf name of the projection whose conductance is sampled; empty for the
   *     membrane potential
   * @param cells cells sampled
   * @param everyMs interval in ms
   */
  public record StateProbe(
      String population, String conductanceOf, List<Integer> cells, double everyMs) {
    public StateProbe {
      cells = List.copyOf(cells);
    }

    /** Whether the membrane potential is sampled. */
    public boolean isPotential() {
      return conductanceOf.isEmpty();
    }

    /** What is sampled, as files name it: {@code V_m} or {@code G_<projection>}. */
    public String variable() {
      return isPotential() ? "V_m" : "G_" + conductanceOf;
    }
  }
}
