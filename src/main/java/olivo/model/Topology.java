package olivo.model;

import java.util.List;

/**
 * A complete description of a network and a run of it, free of any hardware.
 *
 * @param name what the topology is called
 * @param step length of a step
 * @param durationMs simulated time in ms
 * @param seed the only source of chance
 * @param populations in the order in which they are recorded
 * @param projections in the order in which their conductances are summed
 * @param gapJunctions at most one for each population
 * @param recording what is written down
 * @param expectations bands for the summary
 */
public record Topology(
    String name,
    TimeStep step,
    double durationMs,
    long seed,
    List<Population> populations,
    List<Projection> projections,
    List<GapJunctions> gapJunctions,
    Recording recording,
    List<Expectation> expectations) {
  public Topology {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    gapJunctions = List.copyOf(gapJunctions);
    expectations = List.copyOf(expectations);
  }

  /** Number of steps of the run. */
  public long steps() {
    return step.runSteps(durationMs);
  }

  /** The population of a name. */
  public Population population(String populationName) {
    return populations.get(populationIndex(populationName));
  }

  /** Position of a population of the given name. */
  public int populationIndex(String populationName) {
    for (int i = 0; i < populations.size(); i++) {
      if (populations.get(i).name().equals(populationName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no population " + populationName);
  }

  /** The projection of a name. */
  public Projection projection(String projectionName) {
    return projections.stream()
        .filter(projection -> projection.name().equals(projectionName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no projection " + projectionName));
  }
}
