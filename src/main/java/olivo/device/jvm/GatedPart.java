package olivo.device.jvm;

import java.util.Arrays;
import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.model.Inbound;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/**
 * The rule of {@link TeacherGated} for some sources. Teacher events are few, so that every part
 * keeps count of all of them.
 *
 * <p>Which of the two changes holds for a target changes rarely, and is kept with the {@link
 * DueChanges}.
 */
final class GatedPart implements WeightRule.Part {
  private final PlasticityLayout layout;
  private final int windowSteps;
  private final Csr teacher;
  private final SourcePart synapses;
  private final long[] lastEvent;
  private final DueChanges changes;
  private final EventQueue open;
  private List<SpikeWindow> teacherSpikes = List.of();
  private List<SpikeWindow> judgedSpikes = List.of();

  GatedPart(
      PlasticityLayout layout,
      PlasticityLayout.TeacherGated rule,
      Csr teacher,
      SourcePart synapses) {
    this.layout = layout;
    this.teacher = teacher;
    this.windowSteps = rule.windowSteps();
    this.synapses = synapses;
    this.lastEvent = new long[synapses.whole().targets()];
    this.changes =
        synapses.whole().areFar() ? PutOffChanges.of(synapses) : new PromptChanges(synapses);
    this.open = new EventQueue();
    Arrays.fill(lastEvent, PlasticityState.NEVER);
  }

  @Override
  public SourcePart synapses() {
    return synapses;
  }

  void receive(Inbound inbound) {
    teacherSpikes = inbound.port(PlasticityState.TEACHER);
    judgedSpikes = inbound.port(PlasticityState.JUDGED_OR_POST);
  }

  void retune(float aLtp, float aLtd, long step) {
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

  /** Step of the last teacher event of each target. */
  long[] lastEvents() {
    return lastEvent;
  }

  void restore(long step, long[] lastEvents) {
    System.arraycopy(lastEvents, 0, lastEvent, 0, lastEvent.length);
    open.addAll(lastEvent, step - windowSteps);
    setGates(step);
  }

  @Override
  public void deliver(int source) {
    changes.deliver(source);
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
    int end = synapses.end(batch, judged);
    for (int spike = synapses.begin(batch, judged); spike < end; spike++) {
      changes.judge(batch.cell(spike));
    }
  }

  void settle() {
    changes.settle();
  }
}
