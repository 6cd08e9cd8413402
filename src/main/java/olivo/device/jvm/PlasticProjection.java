package olivo.device.jvm;

import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Weights of a plastic projection: delivers the spikes of a step with the weights of that step,
 * then lets the rule change them.
 */
final class PlasticProjection implements PlasticityState {
  private final PlasticityLayout layout;
  private final JvmArrivalRing ring;
  private final Rows rows;
  private final float[] weight;
  private final WeightRule rule;
  private final List<PlasticityStage> stages;
  private int nextStage;
  private long nextSnapshot;

  PlasticProjection(PlasticityLayout layout, JvmArrivalRing ring) {
    this.layout = layout;
    this.stages = layout.stages();
    this.ring = ring;
    this.nextSnapshot = layout.snapshots().firstFrom(0);
    Csr connections = layout.connections().rows();
    this.rows = Rows.of(connections, ring.cells());
    this.weight = new float[connections.connections()];
    Arrays.fill(weight, layout.wInit());
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      rule = new TeacherGated(layout, gated, rows, weight);
    } else if (layout.rule() instanceof PlasticityLayout.TeacherPaired paired) {
      rule = new TeacherPaired(layout, paired, connections, weight);
    } else if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
      rule = new Stdp(layout, stdp, connections, rows, weight);
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
      for (int i = 0; i < weight.length; i++) {
        weight[i] = Math.min(Math.max(weight[i] * stage.factor(), layout.wMin()), layout.wMax());
      }
    }
    rule.retune(stage);
  }

  private void deliver(SpikeBatch batch, long step) {
    int slot = ring.row(step + layout.delaySteps());
    int end = batch.end(step);
    for (int spike = batch.begin(step); spike < end; spike++) {
      rows.weigh(batch.cell(spike), weight, layout.unitsPerWeight(), ring.sums(), slot);
    }
  }

  @Override
  public Sample.Weights weights(long step) {
    int[] next = new int[layout.slice().cells() + 1];
    for (int i = 0; i < weight.length; i++) {
      next[rows.target(i) + 1]++;
    }
    for (int t = 0; t < layout.slice().cells(); t++) {
      next[t + 1] += next[t];
    }
    // Rows run through the sources in ascending order, so each target meets its synapses in
    // canonical order.
    float[] canonical = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      canonical[next[rows.target(i)]++] = weight[i];
    }
    return new Sample.Weights(
        layout.probe(), layout.projection(), layout.firstSynapse(), step, canonical);
  }

  @Override
  public void close() {}
}
