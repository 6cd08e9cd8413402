package olivo.device.jvm;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.PlasticityStage;
import olivo.model.Inbound;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * In step n the spikes that come back from targets, one delay after they were fired, potentiate by
 * the traces of sources; then the pre-synaptic spikes of step n depress by the traces of targets;
 * then both are taken into the traces, so that spikes of one step don't pair.
 *
 * <p>A spike costs a pass along its column or row, and a step without spikes costs nothing.
 */
final class Stdp implements WeightRule, WeightRule.Part {
  private final PlasticityLayout layout;
  private final PlasticityLayout.Stdp rule;
  private final Rows rows;
  private final SynapticWeights weights;
  private final SourcePart synapses;
  private final float[] weight;
  private final Columns columns;
  private final SpikeTraces sources;
  private final SpikeTraces targets;
  private float aPlus;
  private float aMinus;
  private List<SpikeWindow> preSpikes = List.of();
  private List<SpikeWindow> postSpikes = List.of();

  Stdp(
      PlasticityLayout layout,
      PlasticityLayout.Stdp rule,
      Csr connections,
      SynapticWeights weights) {
    this.weights = weights;
    this.synapses = weights.parts(1).get(0);
    this.rows = weights.rows();
    this.layout = layout;
    this.rule = rule;
    this.weight = weights.values();
    this.columns = Columns.of(connections, layout.slice().cells());
    this.sources = new SpikeTraces(connections.sources(), rule.sourceDecay());
    this.targets = new SpikeTraces(layout.slice().cells(), rule.targetDecay());
    this.aPlus = layout.aLtp();
    this.aMinus = layout.aLtd();
  }

  @Override
  public List<Stdp> parts() {
    return List.of(this);
  }

  @Override
  public SourcePart synapses() {
    return synapses;
  }

  @Override
  public void retune(PlasticityStage stage) {
    aPlus = stage.aLtp();
    aMinus = stage.aLtd();
  }

  @Override
  public void receive(Inbound inbound) {
    preSpikes = inbound.port(PlasticityState.PRE);
    postSpikes = inbound.port(PlasticityState.JUDGED_OR_POST);
  }

  @Override
  public void deliver(int source) {
    synapses.weigh(source);
  }

  @Override
  public void save(StateArrays into) {
    into.putShared(PlasticityState.SOURCE_TRACE, sources.values().clone());
    into.putShared(PlasticityState.LAST_SOURCE_SPIKE, sources.lastSpikes().clone());
    into.put(PlasticityState.TARGET_TRACE, targets.values().clone());
    into.put(PlasticityState.LAST_TARGET_SPIKE, targets.lastSpikes().clone());
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int n = sources.values().length;
    sources.restore(
        from.sharedFloats(PlasticityState.SOURCE_TRACE, n),
        from.sharedLongs(PlasticityState.LAST_SOURCE_SPIKE, n));
    int cells = targets.values().length;
    targets.restore(
        from.floats(PlasticityState.TARGET_TRACE, cells),
        from.longs(PlasticityState.LAST_TARGET_SPIKE, cells));
  }

  @Override
  public void apply(long step) {
    long fired = step - layout.delaySteps();
    for (int w = 0; w < postSpikes.size(); w++) {
      if (postSpikes.get(w).holds(fired)) {
        potentiate(postSpikes.get(w).batch(), fired, step);
      }
    }
    for (int w = 0; w < preSpikes.size(); w++) {
      if (preSpikes.get(w).holds(step)) {
        depress(preSpikes.get(w).batch(), step);
      }
    }
    for (int w = 0; w < postSpikes.size(); w++) {
      if (postSpikes.get(w).holds(fired)) {
        targets.take(postSpikes.get(w).batch(), fired, layout.slice().firstCell(), step);
      }
    }
    for (int w = 0; w < preSpikes.size(); w++) {
      if (preSpikes.get(w).holds(step)) {
        sources.take(preSpikes.get(w).batch(), step, 0, step);
      }
    }
  }

  private void potentiate(SpikeBatch batch, long fired, long step) {
    int first = layout.slice().firstCell();
    int cells = layout.slice().cells();
    for (int spike = batch.begin(fired); spike < batch.end(fired); spike++) {
      int target = batch.cell(spike) - first;
      if (target >= 0 && target < cells) {
        potentiate(target, step);
      }
    }
  }

  private void potentiate(int target, long step) {
    int end = columns.start()[target + 1];
    for (int column = columns.start()[target]; column < end; column++) {
      int synapse = columns.synapse()[column];
      float w = weight[synapse];
      float room = rule.multiplicative() ? layout.wMax() - w : 1;
      weight[synapse] = weights.clip(w + aPlus * sources.at(columns.source()[column], step) * room);
    }
  }

  private void depress(SpikeBatch batch, long step) {
    for (int spike = batch.begin(step); spike < batch.end(step); spike++) {
      int source = batch.cell(spike);
      int end = rows.begin(source + 1);
      for (int i = rows.begin(source); i < end; i++) {
        float w = weight[i];
        float room = rule.multiplicative() ? w - layout.wMin() : 1;
        weight[i] = weights.clip(w - aMinus * targets.at(rows.target(i), step) * room);
      }
    }
  }
}
