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
 * <p>Which of the two holds for a target changes rarely, so each target keeps its present change
 * and the pass over the synapses has no branch. Where rows are far from the processor, reading them
 * costs more than computing: the change of a source waits for its next spike, which needs its row
 * anyway.
 */
final class TeacherGated implements WeightRule {
  private final PlasticityLayout layout;
  private final int windowSteps;
  private final Csr teacher;
  private final SynapticWeights weights;
  private final long[] lastEvent;
  private final ChangeHistory changes;
  private final PendingChanges pending;
  private final boolean putsOff;
  private final EventQueue open;
  private float aLtp;
  private float aLtd;
  private List<SpikeWindow> teacherSpikes = List.of();
  private List<SpikeWindow> judgedSpikes = List.of();

  TeacherGated(
      PlasticityLayout layout, PlasticityLayout.TeacherGated rule, SynapticWeights weights) {
    this.layout = layout;
    this.teacher = layout.teacher().rows();
    this.windowSteps = rule.windowSteps();
    this.weights = weights;
    this.lastEvent = new long[weights.targets()];
    this.changes = new ChangeHistory(weights.targets(), layout.aLtp());
    this.putsOff = weights.areFar();
    this.pending = new PendingChanges(putsOff ? weights.sources() : 0);
    this.open = new EventQueue();
    Arrays.fill(lastEvent, PlasticityState.NEVER);
    this.aLtp = layout.aLtp();
    this.aLtd = layout.aLtd();
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
    renewChanges(stage.fromStep());
  }

  /**
   * The window of an event is open up to the step before, and closes with the first that passes.
   */
  private void renewChanges(long step) {
    beginVersion();
    for (int target = 0; target < lastEvent.length; target++) {
      boolean isOpen = lastEvent[target] > step - 1 - windowSteps;
      changes.set(target, isOpen ? -aLtd : aLtp);
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
    renewChanges(step);
  }

  @Override
  public void deliver(int source, int slot) {
    long due = putsOff ? pending.of(source) : PendingChanges.NONE;
    if (due == PendingChanges.NONE) {
      weights.weigh(source, slot);
      return;
    }
    float[] latest = changes.of(PendingChanges.version(due, 0));
    if (PendingChanges.isSingle(due)) {
      weights.changeAndWeigh(source, latest, slot);
    } else {
      change(source, due, 2);
      float[] before = changes.of(PendingChanges.version(due, 1));
      weights.changeTwiceAndWeigh(source, before, latest, slot);
    }
    pending.clear(source);
  }

  /** Makes the changes that are due, but for some of the latest. */
  private void change(int source, long due, int without) {
    for (int i = PendingChanges.count(due) - 1; i >= without; i--) {
      weights.change(source, changes.of(PendingChanges.version(due, i)));
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
        beginVersion();
        changes.set(target, -aLtd);
        open.add(step, target);
      }
    }
  }

  private void closeWindows(long step) {
    while (!open.isEmpty() && open.firstStep() <= step - windowSteps) {
      int target = open.firstTarget();
      if (lastEvent[target] == open.firstStep()) {
        beginVersion();
        changes.set(target, aLtp);
      }
      open.removeFirst();
    }
  }

  private void judge(SpikeBatch batch, long judged) {
    int end = batch.end(judged);
    for (int spike = batch.begin(judged); spike < end; spike++) {
      int source = batch.cell(spike);
      if (!putsOff) {
        weights.change(source, changes.of(changes.refer()));
        continue;
      }
      if (!pending.hasRoom(source)) {
        settle(source);
      }
      pending.add(source, changes.refer());
    }
  }

  /** From here on, changes that are put off are those of another version. */
  private void beginVersion() {
    if (changes.isExhausted()) {
      settle();
    }
    changes.renew();
  }

  private void settle(int source) {
    change(source, pending.of(source), 0);
    pending.clear(source);
  }

  @Override
  public void settle() {
    for (int i = 0; i < pending.listed(); i++) {
      int source = pending.listed(i);
      change(source, pending.of(source), 0);
    }
    pending.clear();
    changes.forget();
  }
}
