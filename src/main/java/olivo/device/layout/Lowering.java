package olivo.device.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.GapJunctions;
import olivo.model.Philox;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Synapse;
import olivo.model.TimeStep;
import olivo.model.Topology;

/** Lowers a topology to arrays. Constants are computed in double and rounded once. */
public final class Lowering {
  private static final int LARGEST_WEIGHT_BITS = 20;

  private final Topology topology;
  private final TimeStep dt;
  private final Partition partition;
  private final Philox random;
  private final List<FanIn> fanIns = new ArrayList<>();

  private Lowering(Topology topology, Partition partition) {
    this.topology = topology;
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
    return new Lowering(topology, partition).lower();
  }

  /**
   * The same without connections: who takes part and with what delays, for a forecast.
   *
   * @param topology a topology without {@linkplain olivo.model.Problem problems}
   * @param partition slices of its populations
   */
  public static NetworkLayout outline(Topology topology, Partition partition) {
    Lowering lowering = new Lowering(topology, partition);
    for (Projection projection : topology.projections()) {
      int targets = topology.population(projection.to()).size();
      int sources = topology.population(projection.from()).size();
      lowering.fanIns.add(new FanIn(new int[targets + 1], new int[0], sources));
    }
    return lowering.lowered();
  }

  private NetworkLayout lower() {
    refuseSharedStreams();
    Connector connector = new Connector(random);
    for (Projection projection : topology.projections()) {
      fanIns.add(
          connector.connect(
              projection,
              topology.population(projection.from()).size(),
              topology.population(projection.to()).size()));
    }
    return lowered();
  }

  private NetworkLayout lowered() {
    List<SourceLayout> sources = new ArrayList<>();
    List<NeuronLayout> neurons = new ArrayList<>();
    List<PlasticityLayout> plasticity = new ArrayList<>();
    for (int i = 0; i < topology.populations().size(); i++) {
      for (Slice slice : partition.cut(topology, i)) {
        CellModel model = topology.populations().get(i).model();
        if (model instanceof CellModel.Lif lif) {
          neurons.add(neurons(slice, lif));
        } else if (model instanceof CellModel.BernoulliSource source) {
          sources.add(bernoulli(slice, source));
        } else if (model instanceof CellModel.SpikeList list) {
          long[] steps =
              list.timesMs().stream()
                  .mapToLong(time -> Math.round(time / dt.dtMs()))
                  .distinct()
                  .toArray();
          sources.add(new SourceLayout.Listed(slice, steps));
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
    return new NetworkLayout(topology, sources, neurons, plasticity, fanIns);
  }

  /** Streams are hashes of names: two that collide would share random numbers. */
  private void refuseSharedStreams() {
    Map<Integer, String> owners = new HashMap<>();
    for (Population population : topology.populations()) {
      for (String use : List.of("intervals", "noise", "v-init", "drive", "gap-matching")) {
        refuseSharedStream(owners, use, population.name());
      }
    }
    for (Projection projection : topology.projections()) {
      refuseSharedStream(owners, "connect", projection.name());
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

  private SourceLayout bernoulli(Slice slice, CellModel.BernoulliSource source) {
    double p = source.rateHz() * dt.dtMs() * 1e-3;
    return new SourceLayout.Bernoulli(
        slice,
        p > 0 ? GeometricTable.of(Math.min(1, p)) : null,
        dt.nearestSteps(source.tRefMs()),
        topology.seed(),
        Philox.stream("intervals", slice.name()));
  }

  private NeuronLayout neurons(Slice slice, CellModel.Lif lif) {
    List<ReceptorLayout> receptors = new ArrayList<>();
    for (int i = 0; i < topology.projections().size(); i++) {
      Projection projection = topology.projections().get(i);
      if (projection.to().equals(slice.name())) {
        receptors.add(receptor(i, projection, slice));
      }
    }
    double perXi = lif.noisePaSqrtS() / Math.sqrt(dt.dtMs() * 1e-3);
    return new NeuronLayout(
        slice,
        (float) (dt.dtMs() / lif.cMPf()),
        (float) lif.gLNs(),
        (float) lif.eLMv(),
        (float) lif.vThMv(),
        (float) lif.vResetMv(),
        dt.nearestSteps(lif.tRefMs()),
        drawn(lif.iEPa(), "drive", slice),
        drawn(lif.vInitMv(), "v-init", slice),
        (float) (perXi / 4),
        topology.seed(),
        Philox.stream("noise", slice.name()),
        receptors,
        gapGraph(slice),
        stateProbes(slice, receptors));
  }

  private ReceptorLayout receptor(int index, Projection projection, Slice slice) {
    if (!(projection.synapse() instanceof Synapse.ExpConductance synapse)) {
      throw new IllegalArgumentException("unknown synapse " + projection.synapse());
    }
    boolean plastic = projection.plasticity().isPresent();
    double quantum =
        plastic
            ? projection.weightNs() / unitsPerWeight(index, projection.plasticity().get())
            : projection.weightNs();
    return new ReceptorLayout(
        index,
        projection.name(),
        (float) Math.exp(-dt.dtMs() / synapse.tauMs()),
        (float) synapse.eRevMv(),
        (float) quantum,
        dt.delaySteps(projection.delayMs()),
        plastic ? null : fanIns.get(index).bySource(slice.firstCell(), slice.endCell()));
  }

  /**
   * The largest power of two with which the sum over all synapses of a target, all at the upper
   * bound, fits an int.
   */
  private double unitsPerWeight(int projection, Plasticity plasticity) {
    double largestSum =
        Math.max(1, fanIns.get(projection).largestIndegree()) * Math.max(plasticity.wMax(), 1e-6);
    double room =
        (Integer.MAX_VALUE - (double) fanIns.get(projection).largestIndegree()) / largestSum;
    return Math.scalb(1.0, Math.min(LARGEST_WEIGHT_BITS, Math.getExponent(room)));
  }

  private PlasticityLayout plasticity(
      int index, Projection projection, Plasticity rule, Slice slice) {
    int teacher = topology.projections().indexOf(topology.projection(rule.teacher()));
    int probe = weightProbe(projection.name());
    return new PlasticityLayout(
        index,
        projection.name(),
        slice,
        fanIns.get(index).bySource(slice.firstCell(), slice.endCell()),
        dt.delaySteps(projection.delayMs()),
        (float) unitsPerWeight(index, rule),
        fanIns.get(teacher).bySource(slice.firstCell(), slice.endCell()),
        dt.delaySteps(topology.projections().get(teacher).delayMs()),
        lowerRule(rule),
        (float) rule.wInit(),
        (float) rule.wMin(),
        (float) rule.wMax(),
        (float) rule.aLtp(),
        (float) rule.aLtd(),
        fanIns.get(index).rowStart()[slice.firstCell()],
        probe,
        probe < 0 ? 0 : dt.nearestSteps(topology.recording().weights().get(probe).everyMs()));
  }

  private PlasticityLayout.Rule lowerRule(Plasticity rule) {
    if (rule instanceof Plasticity.TeacherGated gated) {
      return new PlasticityLayout.TeacherGated(dt.nearestSteps(gated.windowMs()));
    } else if (rule instanceof Plasticity.TeacherPaired paired) {
      return new PlasticityLayout.TeacherPaired(
          dt.nearestSteps(paired.ltdWindowMs()), dt.nearestSteps(paired.ltpWindowMs()));
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

  private float[] drawn(Distribution distribution, String use, Slice slice) {
    int stream = Philox.stream(use, slice.name());
    float[] values = new float[slice.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) distribution.at(random.uniform(0, slice.firstCell() + i, stream));
    }
    return values;
  }

  private GapGraph gapGraph(Slice slice) {
    Optional<GapJunctions> junctions =
        topology.gapJunctions().stream()
            .filter(j -> j.population().equals(slice.name()))
            .findFirst();
    return junctions
        .map(j -> GapGraph.ringAndMatching(slice.name(), slice.populationSize(), j.gNs(), random))
        .orElse(null);
  }

  private List<StateProbeLayout> stateProbes(Slice slice, List<ReceptorLayout> receptors) {
    List<StateProbeLayout> layouts = new ArrayList<>();
    List<Recording.StateProbe> probes = topology.recording().states();
    for (int i = 0; i < probes.size(); i++) {
      Recording.StateProbe probe = probes.get(i);
      if (!probe.population().equals(slice.name())) {
        continue;
      }
      int receptor = StateProbeLayout.POTENTIAL;
      for (int r = 0; r < receptors.size(); r++) {
        if (receptors.get(r).name().equals(probe.conductanceOf())) {
          receptor = r;
        }
      }
      int first = (int) probe.cells().stream().filter(cell -> cell < slice.firstCell()).count();
      int[] cells =
          probe.cells().stream()
              .filter(cell -> cell >= slice.firstCell() && cell < slice.endCell())
              .mapToInt(cell -> cell - slice.firstCell())
              .toArray();
      if (cells.length > 0) {
        layouts.add(
            new StateProbeLayout(i, receptor, first, cells, dt.nearestSteps(probe.everyMs())));
      }
    }
    return layouts;
  }
}
