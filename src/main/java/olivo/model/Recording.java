package olivo.model;

import java.util.List;
import java.util.Optional;

/**
 * What is written down during a run.
 *
 * @param spikes whose spikes are recorded, at most one entry for a population
 * @param binMs width in ms of the bins of the dense spike counts
 * @param weights weight snapshots
 * @param states sampled state variables
 */
public record Recording(
    List<SpikeProbe> spikes, double binMs, List<WeightProbe> weights, List<StateProbe> states) {
  public Recording {
    spikes = List.copyOf(spikes);
    weights = List.copyOf(weights);
    states = List.copyOf(states);
  }

  /**
   * All spikes of some populations.
   *
   * @param populations their names
   */
  public static Recording ofAllSpikes(
      List<String> populations, double binMs, List<WeightProbe> weights, List<StateProbe> states) {
    return new Recording(
        populations.stream().map(SpikeProbe::new).toList(), binMs, weights, states);
  }

  /** What is recorded of the spikes of a population, if anything. */
  public Optional<SpikeProbe> spikesOf(String population) {
    return spikes.stream().filter(probe -> probe.population().equals(population)).findFirst();
  }

  /**
   * Spikes of a population.
   *
   * @param population name of the population
   * @param cells cells whose spikes are recorded
   * @param window when
   */
  public record SpikeProbe(String population, CellSubset cells, TimeWindow window) {
    /** All spikes. */
    public SpikeProbe(String population) {
      this(population, CellSubset.ALL, TimeWindow.ALWAYS);
    }
  }

  /**
   * Snapshots of all weights of a plastic projection, as they are at the beginning of those steps
   * that are multiples of the interval.
   *
   * @param projection name of the projection
   * @param everyMs interval in ms
   * @param window when
   */
  public record WeightProbe(String projection, double everyMs, TimeWindow window) {
    /** During the whole run. */
    public WeightProbe(String projection, double everyMs) {
      this(projection, everyMs, TimeWindow.ALWAYS);
    }
  }

  /**
   * Samples of the membrane potential (mV), or of the conductance (nS) of one incoming projection,
   * as they are at the end of those steps that are multiples of the interval.
   *
   * @param population name of the population
   * @param conductanceOf name of the projection whose conductance is sampled; empty for the
   *     membrane potential
   * @param cells cells sampled
   * @param everyMs interval in ms
   * @param window when
   */
  public record StateProbe(
      String population,
      String conductanceOf,
      List<Integer> cells,
      double everyMs,
      TimeWindow window) {
    public StateProbe {
      cells = List.copyOf(cells);
    }

    /** During the whole run. */
    public StateProbe(
        String population, String conductanceOf, List<Integer> cells, double everyMs) {
      this(population, conductanceOf, cells, everyMs, TimeWindow.ALWAYS);
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
