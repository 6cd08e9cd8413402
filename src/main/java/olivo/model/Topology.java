package olivo.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A complete description of a network and a run of it, free of any hardware.
 *
 * @param name what the topology is called
 * @param step length of a step
 * @param durationMs simulated time in ms
 * @param seed the only source of chance
 * @param populations in the order in which they are recorded
 * @param projections in the order in which their conductances are summed
 * @param drives input from outside, in the order in which it is summed, after the projections
 * @param gapJunctions at most one for each population
 * @param recording what is written down
 * @param expectations bands for the summary
 * @param stages what it is from later times on, by time
 * @param protocol what is presented to it
 */
public record Topology(
    String name,
    TimeStep step,
    double durationMs,
    long seed,
    List<Population> populations,
    List<Projection> projections,
    List<Drive> drives,
    List<GapJunctions> gapJunctions,
    Recording recording,
    List<Expectation> expectations,
    List<Stage> stages,
    Protocol protocol) {
  public Topology {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    drives = List.copyOf(drives);
    gapJunctions = List.copyOf(gapJunctions);
    expectations = List.copyOf(expectations);
    stages = List.copyOf(stages);
  }

  /** A topology that stays as it is. */
  public Topology(
      String name,
      TimeStep step,
      double durationMs,
      long seed,
      List<Population> populations,
      List<Projection> projections,
      List<Drive> drives,
      List<GapJunctions> gapJunctions,
      Recording recording,
      List<Expectation> expectations) {
    this(
        name,
        step,
        durationMs,
        seed,
        populations,
        projections,
        drives,
        gapJunctions,
        recording,
        expectations,
        List.of(),
        Protocol.NONE);
  }

  /** A topology without drives. */
  public Topology(
      String name,
      TimeStep step,
      double durationMs,
      long seed,
      List<Population> populations,
      List<Projection> projections,
      List<GapJunctions> gapJunctions,
      Recording recording,
      List<Expectation> expectations) {
    this(
        name,
        step,
        durationMs,
        seed,
        populations,
        projections,
        List.of(),
        gapJunctions,
        recording,
        expectations);
  }

  /** The same with other stages. */
  public Topology withStages(List<Stage> newStages) {
    return new Topology(
        name,
        step,
        durationMs,
        seed,
        populations,
        projections,
        drives,
        gapJunctions,
        recording,
        expectations,
        newStages,
        protocol);
  }

  /** The same with another protocol. */
  public Topology withProtocol(Protocol newProtocol) {
    return new Topology(
        name,
        step,
        durationMs,
        seed,
        populations,
        projections,
        drives,
        gapJunctions,
        recording,
        expectations,
        stages,
        newProtocol);
  }

  /** The same with some projections and gap junctions cut, and some rules frozen, by name. */
  public Topology without(Set<String> cut, Set<String> frozen) {
    return new Topology(
        name,
        step,
        durationMs,
        seed,
        populations,
        projections.stream()
            .map(p -> cut.contains(p.name()) ? p.cut() : p)
            .map(p -> frozen.contains(p.name()) ? p.frozen() : p)
            .toList(),
        drives,
        gapJunctions.stream()
            .map(
                j ->
                    cut.contains(j.population())
                        ? new GapJunctions(j.population(), 0, j.graph())
                        : j)
            .toList(),
        recording,
        expectations,
        stages,
        protocol);
  }

  /** Number of steps of the run. */
  public long steps() {
    return step.runSteps(durationMs);
  }

  /** The trials of the protocol, with what is presented in each. */
  public List<Protocol.Trial> trials() {
    return protocol.trials(step, seed);
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

  /** The synapses of all projections and drives onto a population, in the order of their sums. */
  public List<Synapse> synapsesOnto(String populationName) {
    return Stream.concat(
            projections.stream()
                .filter(projection -> projection.to().equals(populationName))
                .map(Projection::synapse),
            drives.stream()
                .filter(drive -> drive.to().equals(populationName))
                .filter(Drive.Poisson.class::isInstance)
                .map(drive -> ((Drive.Poisson) drive).synapse()))
        .toList();
  }

  /** Whether a population has gap junctions. */
  public boolean isCoupled(String populationName) {
    return gapJunctions.stream().anyMatch(j -> j.population().equals(populationName));
  }

  /**
   * How the cells of a population are integrated: as they say, else exactly if they have synapses
   * and nothing but currents and jumps of the potential, else by forward Euler.
   */
  public CellModel.Integration integrationOf(String populationName, CellModel.Lif cells) {
    List<Synapse> synapses = synapsesOnto(populationName);
    boolean linear =
        !synapses.isEmpty()
            && !isCoupled(populationName)
            && synapses.stream().noneMatch(Synapse.Conductance.class::isInstance);
    return cells
        .integration()
        .orElse(linear ? CellModel.Integration.EXACT : CellModel.Integration.FORWARD_EULER);
  }

  /** The projection of a name. */
  public Projection projection(String projectionName) {
    return projections.get(projectionIndex(projectionName));
  }

  /** Position of a projection of the given name. */
  public int projectionIndex(String projectionName) {
    for (int i = 0; i < projections.size(); i++) {
      if (projections.get(i).name().equals(projectionName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no projection " + projectionName);
  }
}
