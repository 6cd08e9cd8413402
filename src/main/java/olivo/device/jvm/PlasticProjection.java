package olivo.device.jvm;

import java.util.ArrayList;
import java.util.List;
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
  private final SynapticWeights weights;
  private final WeightRule rule;
  private final List<PlasticityStage> stages;
  private int nextStage;
  private long nextSnapshot;

  PlasticProjection(PlasticityLayout layout, JvmArrivalRing ring) {
    this(
        layout,
        ring,
        layout.connections().rows(),
        SynapticWeights.areFar(layout.connections().count(), ring.cells()));
  }

  PlasticProjection(PlasticityLayout layout, JvmArrivalRing ring, Csr connections, boolean areFar) {
    this.layout = layout;
    this.stages = layout.stages();
    this.nextSnapshot = layout.snapshots().firstFrom(0);
    this.weights = new SynapticWeights(layout, connections, ring, areFar);
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      rule = new TeacherGated(layout, gated, weights);
    } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
      rule = new TeacherPaired(layout, paired, connections, weights);
    } else if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
      rule = new Stdp(layout, stdp, connections, weights);
    } else {
      throw new IllegalArgumentException("unknown rule " + layout.rule());
    }
  }

  @Override
  public EpochResult advance(Epoch epoch, Inbound inbound) {
    List<Sample> samples = List.of();
    rule.receive(inbound);
    List<SpikeWindow> pre = inbound.port(PRE);
    for (long step = epoch.firstStep(); step < epoch.endStep(); step++) {
      if (nextStage < stages.size() && step == stages.get(nextStage).fromStep()) {
        enter(stages.get(nextStage++));
      }
      if (step == nextSnapshot) {
        nextSnapshot = layout.snapshots().firstFrom(step + 1);
        samples = samples.isEmpty() ? new ArrayList<>() : samples;
        samples.add(weights(step));
      }
      for (int w = 0; w < pre.size(); w++) {
        SpikeWindow window = pre.get(w);
        if (window.holds(step)) {
          deliver(window.batch(), step);
        }
      }
      rule.apply(step);
    }
    return new EpochResult(SpikeBatch.silent(epoch), samples);
  }

  private void enter(PlasticityStage stage) {
    if (stage.factor() != 1) {
      rule.settle();
      weights.scale(stage.factor());
    }
    rule.retune(stage);
  }

  private void deliver(SpikeBatch batch, long step) {
    if (weights.areFar()) {
      weights.touch(batch, step);
    }
    int slot = weights.slotOf(step);
    int end = batch.end(step);
    for (int spike = batch.begin(step); spike < end; spike++) {
      rule.deliver(batch.cell(spike), slot);
    }
  }

  @Override
  public Sample.Weights weights(long step) {
    rule.settle();
    return new Sample.Weights(
        layout.probe(), layout.projection(), layout.firstSynapse(), step, weights.canonical());
  }

  @Override
  public void save(long step, StateArrays into) {
    rule.settle();
    into.put(WEIGHTS, weights.canonical());
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
