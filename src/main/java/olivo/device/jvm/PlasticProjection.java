package olivo.device.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import olivo.device.EpochOwner;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * Weights of a plastic projection: delivers the spikes of a step with the weights of that step,
 * then lets the rule change them.
 */
final class PlasticProjection implements PlasticityState {
  private final PlasticityLayout layout;
  private final JvmArrivalRing ring;
  private final SynapticWeights weights;
  private final WeightRule rule;
  private final List<? extends WeightRule.Part> parts;
  private final SharedWork work;

  /** {@code [workers][targets]}: what arrives of the spikes of a step. */
  private final int[][] arriving;

  /** {@code [workers]}: the end of the last steps that each took a part of. */
  private final long[] tookUntil;

  private final List<PlasticityStage> stages;
  private int nextStage;
  private long nextSnapshot;
  private Epoch epoch;
  private List<SpikeWindow> pre = List.of();
  private List<Sample> samples = List.of();

  /** Within the epoch, the steps that the parts take without anything between them. */
  private long from;

  private long until;

  PlasticProjection(PlasticityLayout layout, JvmArrivalRing ring, int threads) {
    this(
        layout,
        ring,
        layout.connections().rows(),
        SynapticWeights.areFar(layout.connections().count(), ring.cells()),
        WorkShares.of(layout, threads));
  }

  PlasticProjection(
      PlasticityLayout layout,
      JvmArrivalRing ring,
      Csr connections,
      boolean areFar,
      WorkShares shares) {
    this.layout = layout;
    this.ring = ring;
    this.stages = layout.stages();
    this.nextSnapshot = layout.snapshots().firstFrom(0);
    ring.prepareFor(shares.workers());
    this.weights = new SynapticWeights(layout, connections, ring, areFar);
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      rule = new TeacherGated(layout, gated, weights, shares.parts());
    } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
      rule = new TeacherPaired(layout, paired, connections, weights);
    } else if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
      rule = new Stdp(layout, stdp, connections, weights);
    } else {
      throw new IllegalArgumentException("unknown rule " + layout.rule());
    }
    parts = rule.parts();
    arriving = new int[shares.workers()][ring.cells()];
    tookUntil = new long[shares.workers()];
    work = new SharedWork(parts.size(), shares.workers(), this::take);
  }

  @Override
  public EpochResult advance(Epoch whole, Inbound inbound) {
    enter(whole, inbound);
    while (comeToNextSteps()) {
      work.doAlone();
      noteArrivals();
    }
    return leave();
  }

  @Override
  public Optional<EpochResult> begin(Epoch whole, Inbound inbound, EpochOwner owner) {
    enter(whole, inbound);
    return takeNextSteps(owner);
  }

  @Override
  public Optional<EpochResult> goOn(EpochOwner owner) {
    endSteps();
    return takeNextSteps(owner);
  }

  private Optional<EpochResult> takeNextSteps(EpochOwner owner) {
    while (comeToNextSteps()) {
      if (!work.begin(owner)) {
        return Optional.empty();
      }
      endSteps();
    }
    return Optional.of(leave());
  }

  private void endSteps() {
    work.end();
    noteArrivals();
  }

  private void noteArrivals() {
    for (int worker = 0; worker < tookUntil.length; worker++) {
      for (long step = from; tookUntil[worker] == until && step < until; step++) {
        ring.note(worker, step + layout.delaySteps());
      }
    }
  }

  @Override
  public long deviceWaitNs() {
    return work.waitedNs();
  }

  private void enter(Epoch whole, Inbound inbound) {
    epoch = whole;
    until = whole.firstStep();
    samples = List.of();
    pre = inbound.port(PRE);
    rule.receive(inbound);
  }

  /** Goes to the next steps that can be taken at once; false if there are none. */
  private boolean comeToNextSteps() {
    from = until;
    if (from == epoch.endStep()) {
      return false;
    }
    if (nextStage < stages.size() && from == stages.get(nextStage).fromStep()) {
      enter(stages.get(nextStage++));
    }
    if (from == nextSnapshot) {
      nextSnapshot = layout.snapshots().firstFrom(from + 1);
      samples = samples.isEmpty() ? new ArrayList<>() : samples;
      samples.add(weights(from));
    }
    until = epoch.endStep();
    if (nextStage < stages.size()) {
      until = Math.min(until, stages.get(nextStage).fromStep());
    }
    if (nextSnapshot > from) {
      until = Math.min(until, nextSnapshot);
    }
    return true;
  }

  private EpochResult leave() {
    return new EpochResult(SpikeBatch.silent(epoch), samples);
  }

  private void take(int index, int worker) {
    WeightRule.Part part = parts.get(index);
    boolean first = tookUntil[worker] != until;
    tookUntil[worker] = until;
    int[] sums = arriving[worker];
    part.synapses().addTo(sums);
    for (long step = from; step < until; step++) {
      Arrays.fill(sums, 0);
      for (int w = 0; w < pre.size(); w++) {
        SpikeWindow window = pre.get(w);
        if (window.holds(step)) {
          deliver(part, window.batch(), step);
        }
      }
      if (first) {
        ring.put(worker, step + layout.delaySteps(), sums);
      } else {
        ring.add(worker, step + layout.delaySteps(), sums);
      }
      part.apply(step);
    }
  }

  private void enter(PlasticityStage stage) {
    if (stage.factor() != 1) {
      rule.settle();
      weights.scale(stage.factor());
    }
    rule.retune(stage);
  }

  private static void deliver(WeightRule.Part part, SpikeBatch batch, long step) {
    SourcePart synapses = part.synapses();
    if (synapses.whole().areReadAhead()) {
      synapses.touch(batch, step);
    }
    int end = synapses.end(batch, step);
    for (int spike = synapses.begin(batch, step); spike < end; spike++) {
      part.deliver(batch.cell(spike));
    }
  }

  @Override
  public Sample.Weights weights(long step) {
    rule.settle();
    // Others wait for this projection, so that they are put in order by the recorder.
    float[] byRow = weights.values().clone();
    return new Sample.Weights(
        layout.probe(),
        layout.projection(),
        layout.firstSynapse(),
        step,
        () -> weights.canonical(byRow));
  }

  @Override
  public void save(long step, StateArrays into) {
    rule.settle();
    into.put(WEIGHTS, weights.canonical(weights.values()));
    into.put(UNDER_WAY, weights.underWay(step));
    rule.save(into);
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    weights.restore(from.floats(WEIGHTS, weights.values().length));
    weights.restoreUnderWay(step, from.ints(UNDER_WAY, weights.arrivalsUnderWay()));
    while (nextStage < stages.size() && stages.get(nextStage).fromStep() < step) {
      rule.retune(stages.get(nextStage++));
    }
    rule.restore(step, from);
    nextSnapshot = layout.snapshots().firstFrom(step);
  }

  @Override
  public void close() {}
}
