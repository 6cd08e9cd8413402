package olivo.device.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import olivo.model.CellModel;
import olivo.model.CellRange;
import olivo.model.Philox;
import olivo.model.Protocol;
import olivo.model.Stage;
import olivo.model.Stimulus;
import olivo.model.TimeStep;
import olivo.model.Topology;

/** Lowers populations of sources, with the rates that interventions and stimuli give them. */
final class SourceLowering {
  private final Topology topology;
  private final TimeStep dt;
  private final List<Protocol.Trial> trials;
  private final boolean isOutline;

  /**
   * A lowering.
   *
   * @param isOutline whether stages name only the tables that occur, not those of all cells
   */
  SourceLowering(Topology topology, boolean isOutline) {
    this.topology = topology;
    this.isOutline = isOutline;
    this.dt = topology.step();
    this.trials = topology.trials();
  }

  /** A population of sources. */
  SourceLayout lower(Slice slice, CellModel model) {
    if (model instanceof CellModel.SpikeList list) {
      return new SourceLayout.Listed(
          slice,
          list.timesMs().stream()
              .mapToLong(time -> Math.round(time / dt.dtMs()))
              .distinct()
              .toArray());
    }
    OfPopulation population = new OfPopulation(slice);
    return new SourceLayout.Bernoulli(
        slice,
        population.table(model, rateOf(model)),
        topology.steps(),
        dt.nearestSteps(model.tRefMs()),
        topology.seed(),
        Philox.stream("intervals", slice.name()),
        population.stages(model));
  }

  private static double rateOf(CellModel model) {
    if (model instanceof CellModel.BernoulliSource source) {
      return source.rateHz();
    } else if (model instanceof CellModel.PoissonSource source) {
      return source.rateHz();
    }
    throw new IllegalArgumentException("no source with a rate: " + model);
  }

  /**
   * Rates of one population. What was lowered once is kept, so that equal rates have the same
   * table, and a state that returns with every trial takes memory once.
   */
  private final class OfPopulation {
    private final Slice slice;
    private final List<Stimulus.Rate> stimuli = new ArrayList<>();
    private final Map<Double, GeometricTable> tables = new HashMap<>();
    private final Map<State, GeometricTable[]> states = new HashMap<>();

    /** The rate of the population, and which of its stimuli are on. */
    private record State(double rateHz, BitSet on) {}

    OfPopulation(Slice slice) {
      this.slice = slice;
      for (Stimulus stimulus : topology.protocol().stimuli()) {
        if (stimulus instanceof Stimulus.Rate rate && rate.population().equals(slice.name())) {
          stimuli.add(rate);
        }
      }
    }

    /** Intervals at a rate; null for those that do not fire. */
    GeometricTable table(CellModel model, double rateHz) {
      double perStep = rateHz * dt.dtMs() * 1e-3;
      double p = model instanceof CellModel.PoissonSource ? -StrictMath.expm1(-perStep) : perStep;
      return p > 0 ? tables.computeIfAbsent(Math.min(1, p), GeometricTable::of) : null;
    }

    /** What holds from later steps on, where that is not what held before. */
    List<SourceStage> stages(CellModel initial) {
      TreeMap<Long, Double> rates = rates();
      TreeMap<Long, List<Switch>> switches = switches();
      TreeMap<Long, Object> changes = new TreeMap<>(rates);
      changes.putAll(switches);
      if (changes.isEmpty()) {
        return List.of();
      }
      double rateHz = rateOf(initial);
      BitSet on = new BitSet();
      GeometricTable[] before = intervals(initial, new State(rateHz, new BitSet()));
      List<SourceStage> stages = new ArrayList<>();
      for (long step : changes.keySet()) {
        rateHz = rates.getOrDefault(step, rateHz);
        for (Switch change : switches.getOrDefault(step, List.of())) {
          on.set(change.stimulus(), change.on());
        }
        GeometricTable[] now = intervals(initial, new State(rateHz, (BitSet) on.clone()));
        if (now != before) {
          stages.add(new SourceStage(step, now));
        }
        before = now;
      }
      return stages;
    }

    private TreeMap<Long, Double> rates() {
      TreeMap<Long, Double> rates = new TreeMap<>();
      for (Stage stage : topology.stages()) {
        rates.put(
            dt.runSteps(stage.fromMs()), rateOf(stage.topology().population(slice.name()).model()));
      }
      return rates;
    }

    /** A stimulus goes off before it goes on again. */
    private TreeMap<Long, List<Switch>> switches() {
      TreeMap<Long, List<Switch>> switches = new TreeMap<>();
      for (Protocol.Trial trial : trials) {
        for (Protocol.Presentation presentation : trial.presentations()) {
          for (int i = 0; i < stimuli.size(); i++) {
            if (stimuli.get(i).name().equals(presentation.stimulus())) {
              add(switches, presentation.onStep(), new Switch(i, true));
              add(switches, presentation.offStep(), new Switch(i, false));
            }
          }
        }
      }
      return switches;
    }

    private static void add(TreeMap<Long, List<Switch>> switches, long step, Switch change) {
      switches.computeIfAbsent(step, at -> new ArrayList<>()).add(change);
    }

    private GeometricTable[] intervals(CellModel model, State state) {
      return states.computeIfAbsent(
          state,
          added -> {
            if (isOutline) {
              return occurring(model, added);
            }
            GeometricTable[] intervals = new GeometricTable[slice.cells()];
            Arrays.fill(intervals, table(model, state.rateHz()));
            for (int i = 0; i < stimuli.size(); i++) {
              if (state.on().get(i)) {
                GeometricTable table = table(model, stimuli.get(i).rateHz());
                for (CellRange range : stimuli.get(i).cells().rangesIn(slice.populationSize())) {
                  Arrays.fill(intervals, range.firstCell(), range.endCell(), table);
                }
              }
            }
            return intervals;
          });
    }

    private GeometricTable[] occurring(CellModel model, State state) {
      GeometricTable[] tables = new GeometricTable[1 + state.on().cardinality()];
      tables[0] = table(model, state.rateHz());
      int next = 1;
      for (int i = 0; i < stimuli.size(); i++) {
        if (state.on().get(i)) {
          tables[next++] = table(model, stimuli.get(i).rateHz());
        }
      }
      return tables;
    }
  }

  /**
   * A stimulus goes on or off.
   *
   * @param stimulus its position among those of the population
   */
  private record Switch(int stimulus, boolean on) {}
}
