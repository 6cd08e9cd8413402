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

/**
 * In step n the pre-synaptic spikes of step n - W are judged: a synapse is depressed if a teacher
 * event fell on its target in the steps n - W + 1 to n, else potentiated.
 *
 * <p>Which of the two holds for a target changes rarely, so each target keeps its present change
 * and the pass over the synapses has no branch.
 */
final class TeacherGated implements WeightRule {
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final PlasticityLayout layout;
  private final int windowSteps;
  private final Csr teacher;
  private final Rows rows;
  private final float[] weight;
  private final long[] lastEvent;
  private final float[] change;
  private final EventQueue open;
  private float aLtp;
  private float aLtd;
  private List<SpikeWindow> teacherSpikes = List.of();
  private List<SpikeWindow> judgedSpikes = List.of();

  TeacherGated(
      PlasticityLayout layout, PlasticityLayout.TeacherGated rule, Rows rows, float[] weight) {
    this.layout = layout;
    this.teacher = layout.teacher().rows();
    this.windowSteps = rule.windowSteps();
    this.rows = rows;
    this.weight = weight;
    int targets = layout.slice().cells();
    this.lastEvent = new long[targets];
    this.change = new float[targets];
    this.open = new EventQueue();
    Arrays.fill(lastEvent, NEVER);
    this.aLtp = layout.aLtp();
    this.aLtd = layout.aLtd();
    Arrays.fill(change, aLtp);
  }

  @Override
  public void receive(Inbound inbound) {
    teacherSpikes = inbound.port(PlasticityState.TEACHER);
    judgedSpikes = inbound.port(PlasticityState.JUDGED_OR_POST);
  }

  @Override
  public void retune(PlasticityStage stage) {
    aLtp = stage.aLtp();
    aLtd = stage.aLtd();
    // The window of an event is open up to the step before, and closes with the first that passes.
    for (int target = 0; target < change.length; target++) {
      change[target] = lastEvent[target] > stage.fromStep() - 1 - windowSteps ? -aLtd : aLtp;
    }
  }

  @Override
  public void apply(long step) {
    long taught = step - layout.teacherDelaySteps();
    for (int w = 0; w < teacherSpikes.size(); w++) {
      SpikeWindow window = teacherSpikes.get(w);
      if (window.holds(taught)) {
        noteEvents(window.batch(), taught, step);
      }
    }
    closeWindows(step);
    long judged = step - windowSteps;
    for (int w = 0; w < judgedSpikes.size(); w++) {
      SpikeWindow window = judgedSpikes.get(w);
      if (window.holds(judged)) {
        judge(window.batch(), judged);
      }
    }
  }

  private void noteEvents(SpikeBatch batch, long taught, long step) {
    for (int spike = batch.begin(taught); spike < batch.end(taught); spike++) {
      int source = batch.cell(spike);
      for (int i = teacher.rowStart()[source]; i < teacher.rowStart()[source + 1]; i++) {
        int target = teacher.target()[i];
        lastEvent[target] = step;
        change[target] = -aLtd;
        open.add(step, target);
      }
    }
  }

  private void closeWindows(long step) {
    while (!open.isEmpty() && open.firstStep() <= step - windowSteps) {
      int target = open.firstTarget();
      if (lastEvent[target] == open.firstStep()) {
        change[target] = aLtp;
      }
      open.removeFirst();
    }
  }

  private void judge(SpikeBatch batch, long judged) {
    int end = batch.end(judged);
    for (int spike = batch.begin(judged); spike < end; spike++) {
      rows.change(batch.cell(spike), weight, change, layout.wMin(), layout.wMax());
    }
  }
}
