package olivo.device.jvm;

import java.util.Arrays;
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
 * In step n, for every target: a teacher event depresses the synapses whose source last fired 1 to
 * W_ltd steps before; else a post-synaptic spike potentiates those whose source last fired 1 to
 * W_ltp steps before. Then the pre-synaptic spikes of step n are entered as the latest.
 */
final class TeacherPaired implements WeightRule, WeightRule.Part {
  private final PlasticityLayout layout;
  private final PlasticityLayout.TeacherPaired rule;
  private final Csr teacher;
  private final SynapticWeights weights;
  private final SourcePart synapses;
  private final long[] lastSpike;
  private final long[] lastEvent;
  private final Columns columns;
  private float aLtp;
  private float aLtd;
  private List<SpikeWindow> preSpikes = List.of();
  private List<SpikeWindow> teacherSpikes = List.of();
  private List<SpikeWindow> postSpikes = List.of();

  TeacherPaired(
      PlasticityLayout layout,
      PlasticityLayout.TeacherPaired rule,
      Csr connections,
      SynapticWeights weights) {
    this.teacher = layout.teacher().rows();
    this.layout = layout;
    this.rule = rule;
    this.aLtp = layout.aLtp();
    this.aLtd = layout.aLtd();
    this.weights = weights;
    this.synapses = weights.parts(1).get(0);
    int targets = layout.slice().cells();
    this.lastSpike = new long[connections.sources()];
    this.lastEvent = new long[targets];
    Arrays.fill(lastSpike, PlasticityState.NEVER);
    Arrays.fill(lastEvent, PlasticityState.NEVER);
    this.columns = Columns.of(connections, targets);
  }

  @Override
  public List<TeacherPaired> parts() {
    return List.of(this);
  }

  @Override
  public SourcePart synapses() {
    return synapses;
  }

  @Override
  public void retune(PlasticityStage stage) {
    aLtp = stage.aLtp();
    aLtd = stage.aLtd();
  }

  @Override
  public void receive(Inbound inbound) {
    preSpikes = inbound.port(PlasticityState.PRE);
    teacherSpikes = inbound.port(PlasticityState.TEACHER);
    postSpikes = inbound.port(PlasticityState.JUDGED_OR_POST);
  }

  @Override
  public void save(StateArrays into) {
    into.putShared(PlasticityState.LAST_SOURCE_SPIKE, lastSpike.clone());
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int sources = lastSpike.length;
    System.arraycopy(
        from.sharedLongs(PlasticityState.LAST_SOURCE_SPIKE, sources), 0, lastSpike, 0, sources);
  }

  @Override
  public void apply(long step) {
    long taught = step - layout.teacherDelaySteps();
    for (int w = 0; w < teacherSpikes.size(); w++) {
      SpikeWindow window = teacherSpikes.get(w);
      if (window.holds(taught)) {
        depress(window.batch(), taught, step);
      }
    }
    for (int w = 0; w < postSpikes.size(); w++) {
      SpikeWindow window = postSpikes.get(w);
      if (window.holds(step)) {
        potentiate(window.batch(), step);
      }
    }
    for (int w = 0; w < preSpikes.size(); w++) {
      SpikeWindow window = preSpikes.get(w);
      if (window.holds(step)) {
        SpikeBatch batch = window.batch();
        for (int spike = batch.begin(step); spike < batch.end(step); spike++) {
          lastSpike[batch.cell(spike)] = step;
        }
      }
    }
  }

  private void depress(SpikeBatch batch, long taught, long step) {
    for (int spike = batch.begin(taught); spike < batch.end(taught); spike++) {
      int source = batch.cell(spike);
      for (int i = teacher.rowStart()[source]; i < teacher.rowStart()[source + 1]; i++) {
        int target = teacher.target()[i];
        if (lastEvent[target] != step) {
          lastEvent[target] = step;
          change(target, step, rule.ltdWindowSteps(), -aLtd);
        }
      }
    }
  }

  private void potentiate(SpikeBatch batch, long step) {
    int first = layout.slice().firstCell();
    int cells = layout.slice().cells();
    for (int spike = batch.begin(step); spike < batch.end(step); spike++) {
      int target = batch.cell(spike) - first;
      if (target >= 0 && target < cells && lastEvent[target] != step) {
        change(target, step, rule.ltpWindowSteps(), aLtp);
      }
    }
  }

  @Override
  public void deliver(int source) {
    synapses.weigh(source);
  }

  private void change(int target, long step, int windowSteps, float by) {
    float[] weight = weights.values();
    long earliest = step - windowSteps;
    int end = columns.start()[target + 1];
    for (int column = columns.start()[target]; column < end; column++) {
      if (lastSpike[columns.source()[column]] >= earliest) {
        int synapse = columns.synapse()[column];
        weight[synapse] = weights.clip(weight[synapse] + by);
      }
    }
  }
}
