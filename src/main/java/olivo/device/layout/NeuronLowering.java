package olivo.device.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import olivo.model.CellModel;
import olivo.model.CellRange;
import olivo.model.CellSubset;
import olivo.model.Distribution;
import olivo.model.Drive;
import olivo.model.GapJunctions;
import olivo.model.Philox;
import olivo.model.Plasticity;
import olivo.model.Projection;
import olivo.model.Protocol;
import olivo.model.Recording;
import olivo.model.Stage;
import olivo.model.Stimulus;
import olivo.model.Synapse;
import olivo.model.TimeStep;
import olivo.model.Topology;

/** Lowers slices of populations of neurons, with what flows into them. */
final class NeuronLowering {
  private final Topology topology;
  private final TimeStep dt;
  private final Philox random;
  private final Wiring wiring;
  private final boolean isOutline;
  private final Map<String, GapGraph> gapGraphs;

  /**
   * A lowering.
   *
   * @param isOutline whether arrays with a number for each cell stay empty
   */
  NeuronLowering(Topology topology, Philox random, Wiring wiring, boolean isOutline) {
    this(topology, random, wiring, isOutline, new HashMap<>());
  }

  /** Takes the graphs of populations that are known already, and adds others. */
  private NeuronLowering(
      Topology topology,
      Philox random,
      Wiring wiring,
      boolean isOutline,
      Map<String, GapGraph> gapGraphs) {
    this.gapGraphs = gapGraphs;
    this.isOutline = isOutline;
    this.topology = topology;
    this.dt = topology.step();
    this.random = random;
    this.wiring = wiring;
  }

  /** A slice, with all of its stages. */
  NeuronLayout lower(Slice slice, CellModel.Lif lif) {
    List<NeuronStage> stages = new ArrayList<>();
    for (Stage stage : topology.stages()) {
      CellModel later = stage.topology().population(slice.name()).model();
      stages.add(
          new NeuronLowering(
                  stage.topology(), random, synapsesIn(stage.topology()), isOutline, gapGraphs)
              .lower(slice, (CellModel.Lif) later, List.of())
              .asStage(dt.runSteps(stage.fromMs())));
    }
    return lower(slice, lif, stages);
  }

  /** The synapses with the weights of a stage, without connections, which stay as they are. */
  private Wiring synapsesIn(Topology later) {
    Wiring all = new Wiring();
    for (int i = 0; i < topology.projections().size(); i++) {
      Synapses before = wiring.of(i);
      double was = Math.abs(topology.projections().get(i).weight().high());
      double is = Math.abs(later.projections().get(i).weight().high());
      // Weights that are drawn are either as they were or cut.
      double quantum = before.units() == null ? is : was > 0 && is == 0 ? 0 : before.quantum();
      FanIn fanIn = before.fanIn();
      boolean plastic = later.projections().get(i).plasticity().isPresent();
      FanIn needed =
          plastic ? fanIn : new FanIn(new int[fanIn.targets() + 1], new int[0], fanIn.sources());
      all.add(new Synapses(needed, quantum, null, before.delaySteps(), null));
    }
    return all;
  }

  private NeuronLayout lower(Slice slice, CellModel.Lif lif, List<NeuronStage> stages) {
    boolean exact = topology.integrationOf(slice.name(), lif) == CellModel.Integration.EXACT;
    Propagators propagators = new Propagators(dt.dtMs(), lif.cMPf(), lif.gLNs());
    MembraneLayout membrane =
        exact
            ? new MembraneLayout(true, (float) propagators.decay(), (float) propagators.mvPerPa())
            : new MembraneLayout(false, (float) lif.gLNs(), (float) (dt.dtMs() / lif.cMPf()));
    double noisePerXi = lif.noisePaSqrtS() / Math.sqrt(dt.dtMs() * 1e-3);
    if (exact) {
      noisePerXi *= propagators.mvPerPa();
    }
    List<ReceptorLayout> receptors = receptors(slice, propagators, exact);
    return new NeuronLayout(
        slice,
        membrane,
        drawn(lif.eLMv(), "e-l", slice),
        drawn(lif.vThMv(), "v-th", slice),
        drawn(lif.vResetMv(), "v-reset", slice),
        dt.nearestSteps(lif.tRefMs()),
        new DriveLayout(drawn(lif.iEPa(), "drive", slice), stepCurrents(slice)),
        drawn(lif.vInitMv(), "v-init", slice),
        (float) (noisePerXi / 4),
        topology.seed(),
        Philox.stream("noise", slice.name()),
        receptors,
        gapGraph(slice),
        stateProbes(slice, receptors),
        stages);
  }

  private List<ReceptorLayout> receptors(Slice slice, Propagators propagators, boolean exact) {
    List<ReceptorLayout> receptors = new ArrayList<>();
    for (int i = 0; i < topology.projections().size(); i++) {
      Projection projection = topology.projections().get(i);
      if (projection.to().equals(slice.name())) {
        receptors.add(
            receptor(
                i,
                projection,
                slice,
                propagators.lower(projection.synapse(), exact, signOf(projection.weight()))));
      }
    }
    for (int i = 0; i < topology.drives().size(); i++) {
      if (topology.drives().get(i) instanceof Drive.Poisson poisson
          && poisson.to().equals(slice.name())) {
        Synapse synapse = poisson.synapse();
        double events = poisson.rateHz() * poisson.trains() * dt.dtMs() * 1e-3;
        receptors.add(
            new ReceptorLayout(
                topology.projections().size() + i,
                poisson.name(),
                propagators.lower(synapse, exact, poisson.weight() < 0 ? -1 : 1),
                (float) Math.abs(poisson.weight()),
                0,
                new ArrivalLayout.Poisson(
                    CountTable.of(events),
                    topology.seed(),
                    Philox.stream("events", poisson.name()))));
      }
    }
    return receptors;
  }

  private static double signOf(Distribution weight) {
    return weight.low() < 0 ? -1 : 1;
  }

  private ReceptorLayout receptor(
      int index, Projection projection, Slice slice, SynapseLayout synapse) {
    Synapses all = wiring.of(index);
    FanIn fanIn = all.fanIn();
    double quantum = all.quantum();
    ArrivalLayout arrivals;
    if (projection.plasticity().isPresent()) {
      Plasticity rule = projection.plasticity().get();
      quantum /= SynapseLowering.unitsPer(rule, fanIn.largestIndegree());
      arrivals = new ArrivalLayout.Plastic();
    } else {
      Connections connections = wiring.onto(slice, index);
      arrivals =
          wiring.isDistributed(index)
              ? new ArrivalLayout.Distributed(connections, wiring.mostExtraSteps(index))
              : new ArrivalLayout.Counted(connections);
    }
    return new ReceptorLayout(
        index, projection.name(), synapse, (float) quantum, all.delaySteps(), arrivals);
  }

  private List<DriveLayout.StepCurrent> stepCurrents(Slice slice) {
    List<DriveLayout.StepCurrent> currents = new ArrayList<>();
    for (Drive drive : topology.drives()) {
      if (drive instanceof Drive.StepCurrent current && current.to().equals(slice.name())) {
        long[] steps = current.timesMs().stream().mapToLong(dt::runSteps).toArray();
        float[] pa = new float[steps.length];
        for (int i = 0; i < pa.length; i++) {
          pa[i] = current.currentsPa().get(i).floatValue();
        }
        add(currents, slice, current.cells(), steps, pa);
      }
    }
    for (Stimulus stimulus : topology.protocol().stimuli()) {
      if (stimulus instanceof Stimulus.Current current
          && current.population().equals(slice.name())) {
        long[] steps = switches(current);
        float[] pa = new float[steps.length];
        for (int i = 0; i < pa.length; i += 2) {
          pa[i] = (float) current.currentPa();
        }
        if (steps.length > 0) {
          add(currents, slice, current.cells(), steps, pa);
        }
      }
    }
    return currents;
  }

  /** Adds a current into those of some cells that lie in a slice. */
  private static void add(
      List<DriveLayout.StepCurrent> currents,
      Slice slice,
      CellSubset cells,
      long[] steps,
      float[] pa) {
    for (CellRange range : cells.rangesIn(slice.populationSize())) {
      int first = Math.max(range.firstCell(), slice.firstCell()) - slice.firstCell();
      int end = Math.min(range.endCell(), slice.endCell()) - slice.firstCell();
      if (first < end) {
        currents.add(new DriveLayout.StepCurrent(first, end, steps, pa));
      }
    }
  }

  /** Steps in which a stimulus goes on and off in turn, ascending and distinct. */
  private long[] switches(Stimulus stimulus) {
    List<Long> steps = new ArrayList<>();
    for (Protocol.Trial trial : topology.trials()) {
      for (Protocol.Presentation presentation : trial.presentations()) {
        if (presentation.stimulus().equals(stimulus.name())) {
          int last = steps.size() - 1;
          if (last >= 0 && steps.get(last) == presentation.onStep()) {
            steps.remove(last); // It goes on in the step in which it would go off.
          } else {
            steps.add(presentation.onStep());
          }
          steps.add(presentation.offStep());
        }
      }
    }
    return steps.stream().mapToLong(Long::longValue).toArray();
  }

  private float[] drawn(Distribution distribution, String use, Slice slice) {
    if (isOutline) {
      return new float[0];
    }
    int stream = Philox.stream(use, slice.name());
    DoubleUnaryOperator sampler = distribution.sampler();
    float[] values = new float[slice.cells()];
    for (int i = 0; i < values.length; i++) {
      double unit = random.uniform(0, slice.firstCell() + i, stream);
      values[i] = (float) sampler.applyAsDouble(unit);
    }
    return values;
  }

  private GapGraph gapGraph(Slice slice) {
    Optional<GapJunctions> junctions =
        topology.gapJunctions().stream()
            .filter(j -> j.population().equals(slice.name()))
            .findFirst();
    return junctions
        .map(
            j ->
                gapGraphs
                    .computeIfAbsent(
                        slice.name(), name -> GapGraph.of(j, slice.populationSize(), random))
                    .withConductance(j.gNs()))
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
            new StateProbeLayout(
                i, receptor, first, cells, probe.window().every(dt, probe.everyMs())));
      }
    }
    return layouts;
  }
}
