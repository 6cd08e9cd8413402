package olivo.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.DriveLayout;
import olivo.device.layout.FanIn;
import olivo.device.layout.GapGraph;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.Lowering;
import olivo.device.layout.MembraneLayout;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;
import olivo.device.layout.SourceStage;
import olivo.device.layout.StateProbeLayout;
import olivo.device.layout.SynapseLayout;
import olivo.device.layout.Synapses;
import olivo.model.Drive;
import olivo.model.Philox;
import olivo.model.Projection;
import olivo.model.Sample;
import olivo.model.SampleSteps;
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
  private final List<Amplitudes> receptors = new ArrayList<>();
  private final float[][] v;
  private final int[][] refractory;
  private final int steps;
  private final StepwiseLearning learning;

  private StepwiseOracle(Topology topology) {
    this.topology = topology;
    this.network = Lowering.lower(topology, Partition.WHOLE);
    this.steps = (int) topology.steps();
    int populations = topology.populations().size();
    this.v = new float[populations][];
    this.refractory = new int[populations][];
    for (int p = 0; p < populations; p++) {
      fired.add(new boolean[steps][topology.populations().get(p).size()]);
    }
    for (NeuronLayout layout : network.neurons()) {
      v[layout.slice().population()] = layout.vInitMv().clone();
      refractory[layout.slice().population()] = new int[layout.slice().cells()];
    }
    for (int k = 0; k < topology.projections().size(); k++) {
      Projection projection = topology.projections().get(k);
      int targets = topology.population(projection.to()).size();
      receptors.add(new Amplitudes(targets));
      float[] w = new float[network.synapses().get(k).fanIn().connections()];
      Arrays.fill(w, projection.plasticity().map(rule -> (float) rule.wInit()).orElse(1f));
      weights.add(w);
      arriving.add(new int[steps + 1000][]);
    }
    for (Drive drive : topology.drives()) {
      receptors.add(new Amplitudes(topology.population(drive.to()).size()));
    }
    this.learning = new StepwiseLearning(network, fired, weights);
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
        if (isSampled(layout.snapshots(), n)) {
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
        step(layout, n);
      }
      for (PlasticityLayout layout : network.plasticity()) {
        emit(layout, n);
        learning.learn(layout, n);
      }
      for (NeuronLayout layout : network.neurons()) {
        for (StateProbeLayout probe : layout.probes()) {
          for (int i = 0; i < probe.cells().length && isSampled(probe.steps(), n); i++) {
            int cell = probe.cells()[i];
            float value =
                probe.receptor() < 0
                    ? v[layout.slice().population()][cell]
                    : receptors.get(layout.receptors().get(probe.receptor()).input()).s[cell];
            collected.add(new Sample.States(probe.probe(), i, n, new float[] {value}));
          }
        }
      }
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

  private static boolean isSampled(SampleSteps samples, int step) {
    return samples.everySteps() > 0
        && step % samples.everySteps() == 0
        && step >= samples.fromStep()
        && step < samples.endStep();
  }

  private void fireSource(SourceLayout source) {
    boolean[][] out = fired.get(source.slice().population());
    if (source instanceof SourceLayout.Listed listed) {
      for (long step : listed.steps()) {
        if (step < steps) {
          Arrays.fill(out[(int) step], true);
        }
      }
    } else if (source instanceof SourceLayout.Bernoulli bernoulli) {
      for (int cell = 0; cell < bernoulli.slice().cells(); cell++) {
        fireCell(bernoulli, cell, out);
      }
    }
  }

  private void fireCell(SourceLayout.Bernoulli source, int cell, boolean[][] out) {
    Draws draws = new Draws(source, cell);
    GeometricTable table = source.intervals();
    long next = draws.spikeFrom(0, table);
    long free = 0;
    for (int step = 0; step < steps; step++) {
      for (SourceStage stage : source.stages()) {
        if (stage.fromStep() == step && stage.intervalsOf()[cell] != table) {
          table = stage.intervalsOf()[cell];
          next = draws.spikeFrom(Math.max(step, free), table);
        }
      }
      if (step == next) {
        out[step][cell] = true;
        free = step + source.refractorySteps() + 1;
        next = draws.spikeFrom(free, table);
      }
    }
  }

  /** The draws of a cell of a source, one after the other. */
  private static final class Draws {
    private final Philox random;
    private final int cell;
    private final int stream;
    private int drawn;

    Draws(SourceLayout.Bernoulli source, int cell) {
      this.random = new Philox(source.key());
      this.cell = cell;
      this.stream = source.stream();
    }

    /** The first spike of a cell that is free to fire from a step on. */
    long spikeFrom(long step, GeometricTable table) {
      long next = step - 1;
      int found = -1;
      while (table != null && found < 0) {
        found = table.lookUp(random.word(drawn++, cell, stream));
        next += found < 0 ? table.length() : found;
      }
      return table == null ? Long.MAX_VALUE : next;
    }
  }

  private boolean firedAt(int population, long step, int cell) {
    return step >= 0 && fired.get(population)[(int) step][cell];
  }

  private int sourceOf(int projection) {
    return topology.populationIndex(topology.projections().get(projection).from());
  }

  private FanIn fanIn(int projection) {
    return network.synapses().get(projection).fanIn();
  }

  /** Amplitude of a receptor on every cell, and what an alpha function still has to rise. */
  private static final class Amplitudes {
    private final float[] s;
    private final float[] r;

    Amplitudes(int cells) {
      s = new float[cells];
      r = new float[cells];
    }
  }

  /** Units that arrive at a cell in a step. */
  private int arrivals(ReceptorLayout receptor, NeuronLayout layout, int target, int n) {
    if (receptor.arrivals() instanceof ArrivalLayout.Poisson poisson) {
      int[] words = new int[4];
      new Philox(poisson.key()).block(n / 4, target, poisson.stream(), words);
      return poisson.counts().lookUp(words[n % 4]);
    }
    int k = receptor.input();
    if (receptor.isPlastic()) {
      int[] sums = arriving.get(k)[n];
      return sums == null ? 0 : sums[target];
    }
    Synapses synapses = network.synapses().get(k);
    FanIn fanIn = synapses.fanIn();
    int sum = 0;
    for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
      int extra = synapses.extraSteps() == null ? 0 : synapses.extraSteps()[i];
      if (firedAt(sourceOf(k), n - synapses.delaySteps() - extra, fanIn.source()[i])) {
        sum += synapses.units() == null ? 1 : synapses.units()[i];
      }
    }
    return sum;
  }

  private static float remains(float value) {
    return Math.max(value - ReceptorLayout.FLUSH, 0f);
  }

  /** Takes the arrivals of a step. */
  private void receive(ReceptorLayout receptor, NeuronLayout layout, int cell, int n) {
    Amplitudes at = receptors.get(receptor.input());
    SynapseLayout synapse = receptor.synapse();
    float added = receptor.quantum() * arrivals(receptor, layout, cell, n);
    switch (synapse.kind()) {
      case DELTA -> at.s[cell] = added;
      case EXP_CONDUCTANCE, EXP_CURRENT ->
          at.s[cell] = remains(at.s[cell] * synapse.decay()) + added;
      case ALPHA_CONDUCTANCE, ALPHA_CURRENT -> {
        at.s[cell] = remains(at.s[cell] * synapse.decay() + at.r[cell] * synapse.rise());
        at.r[cell] = remains(at.r[cell] * synapse.decay()) + added;
      }
    }
  }

  /** What a receptor adds to the sum of the membrane. */
  private float contribution(ReceptorLayout receptor, boolean exact, int cell, float v) {
    Amplitudes at = receptors.get(receptor.input());
    SynapseLayout synapse = receptor.synapse();
    if (synapse.kind().isConductance()) {
      return at.s[cell] * (synapse.eRevMv() - v);
    }
    float sum = synapse.gain() * at.s[cell];
    return exact && synapse.kind().isAlpha() ? sum + synapse.riseGain() * at.r[cell] : sum;
  }

  private float driveOf(NeuronLayout layout, int cell, int n) {
    float drive = layout.drive().constantPa()[cell];
    for (DriveLayout.StepCurrent current : layout.drive().currents()) {
      float flowing = 0;
      for (int i = 0; i < current.steps().length; i++) {
        flowing = current.steps()[i] <= n ? current.pa()[i] : flowing;
      }
      if (cell >= current.firstCell() && cell < current.endCell()) {
        drive += flowing;
      }
    }
    return drive;
  }

  private void step(NeuronLayout layout, int n) {
    int p = layout.slice().population();
    float[] before = v[p].clone();
    Philox random = new Philox(layout.key());
    MembraneLayout membrane = layout.membrane();
    for (int cell = 0; cell < before.length; cell++) {
      float rest = layout.eLMv()[cell];
      float drive = driveOf(layout, cell, n);
      float sum =
          membrane.exact()
              ? membrane.leak() * (before[cell] - rest) + membrane.gain() * drive
              : membrane.leak() * (rest - before[cell]) + drive;
      for (ReceptorLayout receptor : layout.receptors()) {
        boolean lagging = membrane.exact() && receptor.synapse().kind() != SynapseLayout.Kind.DELTA;
        if (!lagging) {
          receive(receptor, layout, cell, n);
        }
        sum += contribution(receptor, membrane.exact(), cell, before[cell]);
        if (lagging) {
          receive(receptor, layout, cell, n);
        }
      }
      if (refractory[p][cell] > 0) {
        refractory[p][cell]--;
        continue;
      }
      GapGraph gap = layout.gapJunctions();
      if (gap != null) {
        float coupling = 0;
        for (int i = gap.rowStart()[cell]; i < gap.rowStart()[cell + 1]; i++) {
          coupling += gap.gNs() * (before[gap.partner()[i]] - before[cell]);
        }
        sum += coupling;
      }
      if (layout.noisePerBit() != 0) {
        sum +=
            layout.noisePerBit() * (Long.bitCount(random.pair(n, cell, layout.noiseStream())) - 32);
      }
      float potential = membrane.exact() ? rest + sum : before[cell] + membrane.gain() * sum;
      if (potential >= layout.vThMv()[cell]) {
        potential = layout.vResetMv()[cell];
        refractory[p][cell] = layout.refractorySteps();
        fired.get(p)[n][cell] = true;
      }
      v[p][cell] = potential;
    }
  }

  private void emit(PlasticityLayout layout, int n) {
    FanIn fanIn = fanIn(layout.projection());
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
}
