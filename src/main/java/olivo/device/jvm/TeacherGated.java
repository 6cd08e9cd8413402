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
 * In step n the pre-synaptic spikes of step n - W are judged: a synapse is depressed if a teacher
 * event fell on its target in the steps n - W + 1 to n, else potentiated.
 *
 * <p>Which of the two holds for a target changes rarely, and is kept with the {@link DueChanges}.
 */
final class TeacherGated implements WeightRule {
  private final PlasticityLayout layout;
  private final int windowSteps;
  private final Csr teacher;
  private final long[] lastEvent;
  private final DueChanges changes;
  private final EventQueue open;
  private List<SpikeWindow> teacherSpikes = List.of();
  private List<SpikeWindow> judgedSpikes = List.of();

  TeacherGated(
      PlasticityLayout layout, PlasticityLayout.TeacherGated rule, SynapticWeights weights) {
    this.layout = layout;
    this.teacher = layout.teacher().rows();
    this.windowSteps = rule.windowSteps();
    this.lastEvent = new long[weights.targets()];
    this.changes = weights.areFar() ? PutOffChanges.of(weights) : new PromptChanges(weights);
    this.open = new EventQueue();
    Arrays.fill(lastEvent, PlasticityState.NEVER);
    retune(layout.aLtp(), layout.aLtd(), 0);
  }

  @Override
  public void receive(Inbound inbound) {
    teacherSpikes = inbound.port(PlasticityState.TEACHER);
    judgedSpikes = inbound.port(PlasticityState.JUDGED_OR_POST);
  }

  @Override
  public void retune(PlasticityStage stage) {
    retune(stage.aLtp(), stage.aLtd(), stage.fromStep());
  }

  private void retune(float aLtp, float aLtd, long step) {
    changes.retune(aLtp, -aLtd);
    setGates(step);
  }

  /**
   * The window of an event is open up to the step before, and closes with the first that passes.
   */
  private void setGates(long step) {
    for (int target = 0; target < lastEvent.length; target++) {
      changes.set(target, lastEvent[target] > step - 1 - windowSteps);
    }
  }

  @Override
  public void save(StateArrays into) {
    into.put(PlasticityState.LAST_EVENT, lastEvent.clone());
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int targets = lastEvent.length;
    System.arraycopy(from.longs(PlasticityState.LAST_EVENT, targets), 0, lastEvent, 0, targets);
    open.addAll(lastEvent, step - windowSteps);
    setGates(step);
  }

  @Override
  public void deliver(int source, int slot) {
    changes.deliver(source, slot);
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
        changes.set(target, true);
        open.add(step, target);
      }
    }
  }

  private void closeWindows(long step) {
    while (!open.isEmpty() && open.firstStep() <= step - windowSteps) {
      int target = open.firstTarget();
      if (lastEvent[target] == open.firstStep()) {
        changes.set(target, false);
      }
      open.removeFirst();
    }
  }

  private void judge(SpikeBatch batch, long judged) {
    int end = batch.end(judged);
    for (int spike = batch.begin(judged); spike < end; spike++) {
      changes.judge(batch.cell(spike));
    }
  }

  @Override
  public void settle() {
    changes.settle();
  }
}
