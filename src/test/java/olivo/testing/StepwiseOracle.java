package olivo.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.device.layout.FanIn;
import olivo.device.layout.GapGraph;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;
import olivo.model.Philox;
import olivo.model.Projection;
import olivo.model.Sample;
import olivo.model.Topology;

/**
 * The model straight from its definition, one step of the whole network after another: no epochs,
 * no rings, no queues, every spike and every teacher event kept for ever, all conductances of a
 * target looked up from its fan-in. Slow, and written without a look at the device or the
 * scheduler; it shares only the lowered constants and draws.
 */
public final class StepwiseOracle {
  private final Topology topology;
  private final NetworkLayout network;
  private final List<boolean[][]> fired = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final List<int[][]> arriving = new ArrayList<>();
  private final List<float[]> conductance = new ArrayList<>();
  private final List<long[][]> nextOfSource = new ArrayList<>();
  private final float[][] v;
  private final int[][] refractory;
  private final int steps;

  private StepwiseOracle(Topology topology) {
    this.topology = topology;
    this.network = Lowering.lower(topology, Partition.WHOLE);
    this.steps = (int) topology.steps();
    int populations = topology.populations().size();
    this.v = new float[populations][];
    this.refractory = new int[populations][];
    for (int p = 0; p < populations; p++) {
      fired.add(new boolean[steps][topology.populations().get(p).size()]);
      nextOfSource.add(null);
    }
    for (NeuronLayout layout : network.neurons()) {
      v[layout.slice().population()] = layout.vInitMv().clone();
      refractory[layout.slice().population()] = new int[layout.slice().cells()];
    }
    for (int k = 0; k < topology.projections().size(); k++) {
      Projection projection = topology.projections().get(k);
      int targets = topology.population(projection.to()).size();
      conductance.add(new float[targets]);
      float[] w = new float[network.fanIns().get(k).connections()];
      Arrays.fill(w, projection.plasticity().map(rule -> (float) rule.wInit()).orElse(1f));
      weights.add(w);
      arriving.add(new int[steps + 1000][]);
    }
  }

  /** Runs a topology, unsliced, into a collection. */
  public static Collected run(Topology topology) {
    return new StepwiseOracle(topology).run();
  }

  private Collected run() {
    Collected collected = new Collected(topology.populations().size());
    for (SourceLayout source : network.sources()) {
      fireSource(source);
    }
    for (int n = 0; n < steps; n++) {
      for (PlasticityLayout layout : network.plasticity()) {
        if (layout.snapshotEverySteps() > 0 && n % layout.snapshotEverySteps() == 0) {
          collected.add(
              new Sample.Weights(
                  layout.probe(),
                  layout.projection(),
                  0,
                  n,
                  weights.get(layout.projection()).clone()));
        }
      }
      for (NeuronLayout layout : network.neurons()) {
        for (ReceptorLayout receptor : layout.receptors()) {
          receive(receptor, n);
        }
      }
      for (NeuronLayout layout : network.neurons()) {
        step(layout, n);
      }
      for (PlasticityLayout layout : network.plasticity()) {
        emit(layout, n);
        learn(layout, n);
      }
      for (NeuronLayout layout : network.neurons()) {
        layout
            .probes()
            .forEach(
                probe -> {
                  for (int i = 0; i < probe.cells().length; i++) {
                    int cell = probe.cells()[i];
                    float value =
                        probe.receptor() < 0
                            ? v[layout.slice().population()][cell]
                            : conductance
                                .get(layout.receptors().get(probe.receptor()).projection())[cell];
                    recordState(collected, probe.probe(), i, probe.everySteps(), value);
                  }
                });
      }
      now++;
    }
    for (int p = 0; p < fired.size(); p++) {
      for (int n = 0; n < steps; n++) {
        for (int cell = 0; cell < fired.get(p)[n].length; cell++) {
          if (fired.get(p)[n][cell]) {
            collected.add(p, n, cell);
          }
        }
      }
    }
    collected.finish(
        network.plasticity().stream()
            .map(
                layout ->
                    new Sample.Weights(
                        -1, layout.projection(), 0, steps, weights.get(layout.projection())))
            .toList());
    return collected;
  }

  private int now;

  private void recordState(Collected collected, int probe, int place, int every, float value) {
    if (now % every == 0) {
      collected.add(new Sample.States(probe, place, now, new float[] {value}));
    }
  }

  private void fireSource(SourceLayout source) {
    boolean[][] out = fired.get(source.slice().population());
    if (source instanceof SourceLayout.Listed listed) {
      for (long step : listed.steps()) {
        if (step < steps) {
          Arrays.fill(out[(int) step], true);
        }
      }
    } else if (source instanceof SourceLayout.Bernoulli bernoulli
        && bernoulli.intervals() != null) {
      Philox random = new Philox(bernoulli.key());
      for (int cell = 0; cell < bernoulli.slice().cells(); cell++) {
        long step = -1;
        int draw = 0;
        boolean first = true;
        while (true) {
          long interval = 0;
          int found;
          do {
            found = bernoulli.intervals().lookUp(random.word(draw++, cell, bernoulli.stream()));
            interval += found < 0 ? bernoulli.intervals().length() : found;
          } while (found < 0);
          step += interval + (first ? 0 : bernoulli.refractorySteps());
          first = false;
          if (step >= steps) {
            break;
          }
          out[(int) step][cell] = true;
        }
      }
    }
  }

  private boolean firedAt(int population, long step, int cell) {
    return step >= 0 && fired.get(population)[(int) step][cell];
  }

  private int sourceOf(int projection) {
    return topology.populationIndex(topology.projections().get(projection).from());
  }

  private void receive(ReceptorLayout receptor, int n) {
    int k = receptor.projection();
    FanIn fanIn = network.fanIns().get(k);
    float[] g = conductance.get(k);
    int[] sums = arriving.get(k)[n];
    for (int target = 0; target < g.length; target++) {
      int sum = 0;
      if (receptor.isPlastic()) {
        sum = sums == null ? 0 : sums[target];
      } else {
        for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
          sum += firedAt(sourceOf(k), n - receptor.delaySteps(), fanIn.source()[i]) ? 1 : 0;
        }
      }
      g[target] =
          Math.max(g[target] * receptor.decay() - ReceptorLayout.FLUSH_NS, 0f)
              + receptor.quantumNs() * sum;
    }
  }

  private void step(NeuronLayout layout, int n) {
    int p = layout.slice().population();
    float[] before = v[p].clone();
    Philox random = new Philox(layout.key());
    for (int cell = 0; cell < before.length; cell++) {
      if (refractory[p][cell] > 0) {
        refractory[p][cell]--;
        continue;
      }
      float current = layout.gLNs() * (layout.eLMv() - before[cell]) + layout.drivePa()[cell];
      for (ReceptorLayout receptor : layout.receptors()) {
        current +=
            conductance.get(receptor.projection())[cell] * (receptor.eRevMv() - before[cell]);
      }
      GapGraph gap = layout.gapJunctions();
      if (gap != null) {
        float sum = 0;
        for (int i = gap.rowStart()[cell]; i < gap.rowStart()[cell + 1]; i++) {
          sum += gap.gNs() * (before[gap.partner()[i]] - before[cell]);
        }
        current += sum;
      }
      if (layout.noisePerBitPa() != 0) {
        current +=
            layout.noisePerBitPa()
                * (Long.bitCount(random.pair(n, cell, layout.noiseStream())) - 32);
      }
      float potential = before[cell] + layout.dtOverC() * current;
      if (potential >= layout.vThMv()) {
        potential = layout.vResetMv();
        refractory[p][cell] = layout.refractorySteps();
        fired.get(p)[n][cell] = true;
      }
      v[p][cell] = potential;
    }
  }

  private void emit(PlasticityLayout layout, int n) {
    FanIn fanIn = network.fanIns().get(layout.projection());
    int[] sums = new int[fanIn.targets()];
    for (int target = 0; target < fanIn.targets(); target++) {
      for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
        if (firedAt(sourceOf(layout.projection()), n, fanIn.source()[i])) {
          sums[target] +=
              (int) (weights.get(layout.projection())[i] * layout.unitsPerWeight() + 0.5f);
        }
      }
    }
    arriving.get(layout.projection())[n + layout.delaySteps()] = sums;
  }

  private boolean taught(PlasticityLayout layout, int target, long step) {
    int teacher = teacherOf(layout);
    FanIn fanIn = network.fanIns().get(teacher);
    for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
      if (firedAt(sourceOf(teacher), step - layout.teacherDelaySteps(), fanIn.source()[i])) {
        return true;
      }
    }
    return false;
  }

  private int teacherOf(PlasticityLayout layout) {
    Projection projection = topology.projections().get(layout.projection());
    return topology
        .projections()
        .indexOf(topology.projection(projection.plasticity().orElseThrow().teacher()));
  }

  private void learn(PlasticityLayout layout, int n) {
    FanIn fanIn = network.fanIns().get(layout.projection());
    int pre = sourceOf(layout.projection());
    for (int target = 0; target < fanIn.targets(); target++) {
      if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
        int m = n - gated.windowSteps();
        if (m < 0) {
          continue;
        }
        for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
          if (firedAt(pre, m, fanIn.source()[i])) {
            boolean taughtInWindow = false;
            for (int step = m + 1; step <= n && !taughtInWindow; step++) {
              taughtInWindow = taught(layout, target, step);
            }
            change(layout, i, taughtInWindow ? -layout.aLtd() : layout.aLtp());
          }
        }
      } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
        boolean teacher = taught(layout, target, n);
        boolean post = fired.get(layout.slice().population())[n][target];
        if (!teacher && !post) {
          continue;
        }
        int window = teacher ? paired.ltdWindowSteps() : paired.ltpWindowSteps();
        for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
          boolean recent = false;
          for (int back = 1; back <= window && !recent; back++) {
            recent = firedAt(pre, n - back, fanIn.source()[i]);
          }
          if (recent) {
            change(layout, i, teacher ? -layout.aLtd() : layout.aLtp());
          }
        }
      }
    }
  }

  private void change(PlasticityLayout layout, int synapse, float by) {
    float[] w = weights.get(layout.projection());
    w[synapse] = Math.min(Math.max(w[synapse] + by, layout.wMin()), layout.wMax());
  }
}
