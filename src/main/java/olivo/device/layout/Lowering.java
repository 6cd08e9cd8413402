package olivo.device.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import olivo.model.CellModel;
import olivo.model.Drive;
import olivo.model.Philox;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Protocol;
import olivo.model.Recording;
import olivo.model.SampleSteps;
import olivo.model.Stimulus;
import olivo.model.TimeStep;
import olivo.model.Topology;

/** Lowers a topology to arrays. Constants are computed in double and rounded once. */
public final class Lowering {
  private static final List<String> USES_OF_POPULATIONS =
      List.of("intervals", "noise", "v-init", "drive", "e-l", "v-th", "v-reset", "gap-matching");
  private static final List<String> USES_OF_PROJECTIONS =
      List.of("connect", "connect-counts", "weights", "delays");

  private final Topology topology;
  private final TimeStep dt;
  private final Partition partition;
  private final Philox random;
  private final Wiring wiring = new Wiring();
  private final boolean isOutline;

  private Lowering(Topology topology, Partition partition, boolean isOutline) {
    this.topology = topology;
    this.isOutline = isOutline;
    this.dt = topology.step();
    this.partition = partition;
    this.random = new Philox(topology.seed());
  }

  /**
   * The arrays of a network.
   *
   * @param topology a topology without {@linkplain olivo.model.Problem problems}
   * @param partition slices of its populations
   */
  public static NetworkLayout lower(Topology topology, Partition partition) {
    return new Lowering(topology, partition, false).lower();
  }

  /**
   * The same without connections and numbers of cells, whose arrays are empty: who takes part, with
   * what delays and with how many synapses, for a forecast. However large the network is, this is
   * small; only graphs of gap junctions are made.
   *
   * @param topology a topology without {@linkplain olivo.model.Problem problems}
   * @param partition slices of its populations
   */
  public static NetworkLayout outline(Topology topology, Partition partition) {
    Lowering lowering = new Lowering(topology, partition, true);
    for (Projection projection : topology.projections()) {
      int targets = topology.population(projection.to()).size();
      int sources = topology.population(projection.from()).size();
      FanIn unconnected = new FanIn(new int[1], new int[0], sources);
      SynapseOutline outline = SynapseOutline.of(projection, sources, targets, lowering.dt);
      lowering.wiring.add(
          new Synapses(unconnected, 0, null, outline.leastDelaySteps(), null), outline);
    }
    return lowering.lowered();
  }

  private NetworkLayout lower() {
    refuseSharedStreams();
    SynapseLowering synapseLowering = new SynapseLowering(dt, random);
    for (Projection projection : topology.projections()) {
      wiring.add(
          synapseLowering.lower(
              projection,
              topology.population(projection.from()).size(),
              topology.population(projection.to()).size()));
    }
    return lowered();
  }

  private NetworkLayout lowered() {
    NeuronLowering neuronLowering = new NeuronLowering(topology, random, wiring, isOutline);
    SourceLowering sourceLowering = new SourceLowering(topology, isOutline);
    List<SourceLayout> sources = new ArrayList<>();
    List<NeuronLayout> neurons = new ArrayList<>();
    List<PlasticityLayout> plasticity = new ArrayList<>();
    for (int i = 0; i < topology.populations().size(); i++) {
      for (Slice slice : partition.cut(topology, i)) {
        CellModel model = topology.populations().get(i).model();
        if (model instanceof CellModel.Lif lif) {
          neurons.add(neuronLowering.lower(slice, lif));
        } else {
          sources.add(sourceLowering.lower(slice, model));
        }
      }
    }
    for (int i = 0; i < topology.projections().size(); i++) {
      Projection projection = topology.projections().get(i);
      if (projection.plasticity().isPresent()) {
        for (Slice slice : partition.cut(topology, topology.populationIndex(projection.to()))) {
          plasticity.add(plasticity(i, projection, projection.plasticity().get(), slice));
        }
      }
    }
    return new NetworkLayout(topology, sources, neurons, plasticity, wiring);
  }

  /** Streams are hashes of names: two that collide would share random numbers. */
  private void refuseSharedStreams() {
    Map<Integer, String> owners = new HashMap<>();
    for (Population population : topology.populations()) {
      for (String use : USES_OF_POPULATIONS) {
        refuseSharedStream(owners, use, population.name());
      }
    }
    for (Projection projection : topology.projections()) {
      for (String use : USES_OF_PROJECTIONS) {
        refuseSharedStream(owners, use, projection.name());
      }
    }
    for (Drive drive : topology.drives()) {
      refuseSharedStream(owners, "events", drive.name());
    }
    for (Stimulus stimulus : topology.protocol().stimuli()) {
      refuseSharedStream(owners, Protocol.PRESENTED, stimulus.name());
    }
  }

  private static void refuseSharedStream(Map<Integer, String> owners, String use, String name) {
    String other = owners.putIfAbsent(Philox.stream(use, name), use + " of " + name);
    if (other != null) {
      throw new IllegalArgumentException(
          use
              + " of "
              + name
              + " would share the random numbers of "
              + other
              + ": rename one of them");
    }
  }

  private PlasticityLayout plasticity(
      int index, Projection projection, Plasticity rule, Slice slice) {
    int teacher =
        rule instanceof Plasticity.Taught taught ? topology.projectionIndex(taught.teacher()) : -1;
    int probe = weightProbe(projection.name());
    FanIn own = wiring.of(index).fanIn();
    return new PlasticityLayout(
        index,
        projection.name(),
        slice,
        wiring.onto(slice, index),
        wiring.of(index).delaySteps(),
        (float) SynapseLowering.unitsPer(rule, own.largestIndegree()),
        teacher < 0 ? null : wiring.onto(slice, teacher),
        teacher < 0 ? 0 : wiring.of(teacher).delaySteps(),
        lowerRule(rule),
        (float) rule.wInit(),
        (float) rule.wMin(),
        (float) rule.wMax(),
        (float) rule.aLtp(),
        (float) rule.aLtd(),
        isOutline ? 0 : own.rowStart()[slice.firstCell()],
        probe,
        probe < 0 ? SampleSteps.NEVER : snapshots(topology.recording().weights().get(probe)),
        stagesOf(projection.name()));
  }

  private SampleSteps snapshots(Recording.WeightProbe probe) {
    return probe.window().every(dt, probe.everyMs());
  }

  private List<PlasticityStage> stagesOf(String projection) {
    return topology.stages().stream()
        .map(
            stage -> {
              Plasticity rule = stage.topology().projection(projection).plasticity().orElseThrow();
              double factor = stage.weightFactors().getOrDefault(projection, 1.0);
              return new PlasticityStage(
                  dt.runSteps(stage.fromMs()),
                  (float) rule.aLtp(),
                  (float) rule.aLtd(),
                  (float) factor);
            })
        .toList();
  }

  private PlasticityLayout.Rule lowerRule(Plasticity rule) {
    if (rule instanceof Plasticity.TeacherGated gated) {
      return new PlasticityLayout.TeacherGated(dt.nearestSteps(gated.windowMs()));
    } else if (rule instanceof Plasticity.TeacherPaired paired) {
      return new PlasticityLayout.TeacherPaired(
          dt.nearestSteps(paired.ltdWindowMs()), dt.nearestSteps(paired.ltpWindowMs()));
    } else if (rule instanceof Plasticity.Stdp stdp) {
      return new PlasticityLayout.Stdp(
          DecayTable.of(stdp.tauPlusMs() / dt.dtMs()),
          DecayTable.of(stdp.tauMinusMs() / dt.dtMs()),
          stdp.dependence() == Plasticity.Dependence.MULTIPLICATIVE);
    }
    throw new IllegalArgumentException("unknown rule " + rule);
  }

  private int weightProbe(String projection) {
    List<Recording.WeightProbe> probes = topology.recording().weights();
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).projection().equals(projection)) {
        return i;
      }
    }
    return -1;
  }
}
