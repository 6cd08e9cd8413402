package olivo.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording.SpikeProbe;
import olivo.model.Recording.StateProbe;
import olivo.model.Recording.WeightProbe;
import olivo.model.TimeStep;
import olivo.model.TimeWindow;
import olivo.model.Topology;
import olivo.record.format.RecordingHeader;
import olivo.record.format.RecordingHeader.PopulationEntry;
import olivo.record.format.RecordingHeader.StateEntry;
import olivo.record.format.RecordingHeader.StepWindow;
import olivo.record.format.RecordingHeader.WeightEntry;

/** Says what a recording of a topology will hold. */
public final class RunHeader {
  private RunHeader() {}

  /**
   * The header of a run: entries for all populations, for all plastic projections, probed or not,
   * and for all state probes, each in the order of the topology.
   *
   * @param topologySha256 hash of the resolved topology, hexadecimal
   * @param version version of Olivo
   * @param synapses number of synapses of a plastic projection
   * @throws IllegalArgumentException if a projection is probed twice
   */
  public static RecordingHeader of(
      Topology topology,
      String topologySha256,
      String version,
      ToIntFunction<Projection> synapses) {
    TimeStep step = topology.step();
    List<PopulationEntry> populations =
        topology.populations().stream()
            .map(population -> population(topology, population))
            .toList();
    List<WeightEntry> weights = new ArrayList<>();
    for (Projection projection : topology.projections()) {
      if (projection.plasticity().isPresent()) {
        Plasticity plasticity = projection.plasticity().get();
        weights.add(
            new WeightEntry(
                projection.name(),
                projection.from(),
                projection.to(),
                synapses.applyAsInt(projection),
                probe(topology, projection).map(p -> step.nearestSteps(p.everyMs())).orElse(0),
                plasticity.wMin(),
                plasticity.wMax(),
                probe(topology, projection).map(p -> window(topology, p.window())).orElse(null)));
      }
    }
    List<StateEntry> states = new ArrayList<>();
    for (StateProbe probe : topology.recording().states()) {
      states.add(
          new StateEntry(
              probe.population(),
              probe.variable(),
              probe.isPotential() ? "mV" : "nS",
              probe.cells(),
              step.nearestSteps(probe.everyMs()),
              window(topology, probe.window())));
    }
    return new RecordingHeader(
        RecordingHeader.versionFor(populations, weights, states),
        topology.name(),
        topologySha256,
        version,
        topology.seed(),
        step.dtMs(),
        topology.steps(),
        step.nearestSteps(topology.recording().binMs()),
        populations,
        weights,
        states);
  }

  private static PopulationEntry population(Topology topology, Population population) {
    Optional<SpikeProbe> probe = topology.recording().spikesOf(population.name());
    if (probe.isEmpty()) {
      return new PopulationEntry(population.name(), population.size(), false);
    }
    boolean all = probe.get().cells().countIn(population.size()) == population.size();
    return new PopulationEntry(
        population.name(),
        population.size(),
        true,
        all ? null : probe.get().cells().rangesIn(population.size()),
        window(topology, probe.get().window()));
  }

  /** Null for a window that leaves nothing of the run out. */
  private static StepWindow window(Topology topology, TimeWindow window) {
    long from = Math.min(topology.steps(), window.fromStep(topology.step()));
    long end = window.endStep(topology.step(), topology.steps());
    return from == 0 && end == topology.steps() ? null : new StepWindow(from, end);
  }

  private static Optional<WeightProbe> probe(Topology topology, Projection projection) {
    List<WeightProbe> probes =
        topology.recording().weights().stream()
            .filter(probe -> probe.projection().equals(projection.name()))
            .toList();
    if (probes.size() > 1) {
      throw new IllegalArgumentException(
          "the weights of " + projection.name() + " are probed more than once");
    }
    return probes.stream().findFirst();
  }
}
