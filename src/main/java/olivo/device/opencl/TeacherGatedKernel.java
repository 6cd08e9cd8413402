package olivo.device.opencl;

import java.util.Arrays;
import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** The teacher-gated rule: {@code plasticity/teacher_gated.cl}. */
final class TeacherGatedKernel implements LearningRule {
  private static final int DELIVERED = 0;
  private static final int JUDGED = 1;
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "teacher_gated",
          List.of(
              "int* gm_inbox",
              "int rows_at",
              "int begins_at",
              "int ends_at",
              "int codes_at",
              "int events",
              "int teacher_begins_at",
              "int teacher_ends_at",
              "int teacher_at",
              "int* gm_row_start",
              "int* gm_target",
              "int rows",
              "int chunks",
              "float* gm_weight",
              "int* gm_ring",
              "int slots",
              "int n",
              "long due",
              "float units",
              "int window",
              "float a_ltp",
              "float a_ltd",
              "float w_min",
              "float w_max"));

  private final Tuning tuning;
  private final PlasticityLayout layout;
  private final PlasticSynapses synapses;
  private final int windowSteps;
  private final Csr teacher;
  private final ClKernel kernel;
  private final Inbox inbox;
  private final EventTable events;
  private final EventTable taught;
  private final long[] lastTaught;

  TeacherGatedKernel(
      ClWorkspace workspace,
      Tuning tuning,
      PlasticSynapses synapses,
      PlasticityLayout.TeacherGated rule) {
    this.tuning = tuning;
    this.layout = synapses.layout();
    this.teacher = layout.teacher().rows();
    this.synapses = synapses;
    this.windowSteps = rule.windowSteps();
    this.kernel =
        workspace.kernel("plasticity/teacher_gated.cl", List.of(tuning.atomicMacro()), SIGNATURE);
    this.events = new EventTable(synapses.rows());
    this.taught = new EventTable(layout.slice().cells());
    this.lastTaught = new long[layout.slice().cells()];
    Arrays.fill(lastTaught, PlasticityState.NEVER);
    this.inbox = workspace.inbox();
  }

  @Override
  public void advance(Inbound inbound, long from, long to) {
    events.clear();
    SpikeEvents.ofCells(
        events, inbound.port(PlasticityState.PRE), 0, from, to, DELIVERED, 0, synapses.rows());
    SpikeEvents.ofCells(
        events,
        inbound.port(PlasticityState.JUDGED_OR_POST),
        windowSteps,
        from,
        to,
        JUDGED,
        0,
        synapses.rows());
    events.group();
    gatherTeacher(inbound, from, to);
    if (events.rows() > 0) {
      launch(from);
    }
  }

  /**
   * Teacher events by target: those of the epoch, and the last one before it if it still counts.
   */
  private void gatherTeacher(Inbound inbound, long from, long to) {
    taught.clear();
    for (int cell = 0; cell < lastTaught.length; cell++) {
      if (lastTaught[cell] > from - windowSteps) {
        taught.add(cell, (int) (lastTaught[cell] - from) << 1);
      }
    }
    SpikeEvents.ofTargets(
        taught,
        inbound.port(PlasticityState.TEACHER),
        teacher,
        layout.teacherDelaySteps(),
        from,
        to,
        0);
    taught.group();
    for (int i = 0; i < taught.rows(); i++) {
      int cell = taught.row(i);
      lastTaught[cell] = from + (taught.lastCode(cell) >> 1);
    }
  }

  @Override
  public void save(StateArrays into) {
    into.put(PlasticityState.LAST_EVENT, lastTaught.clone());
  }

  @Override
  public void restore(StateArrays.Reader from) {
    int targets = lastTaught.length;
    System.arraycopy(from.longs(PlasticityState.LAST_EVENT, targets), 0, lastTaught, 0, targets);
  }

  private void launch(long from) {
    inbox.clear();
    EventSections byRow = events.put(inbox);
    int teacherBeginsAt = taught.putAllBegins(inbox);
    int teacherEndsAt = taught.putAllEnds(inbox);
    int teacherAt = taught.putCodes(inbox);
    kernel.begin().buffer(inbox.upload());
    byRow.pass(kernel);
    kernel.integer(teacherBeginsAt).integer(teacherEndsAt).integer(teacherAt);
    synapses.passRows(kernel);
    synapses.passRing(kernel);
    kernel.integer64(from + layout.delaySteps()).real(layout.unitsPerWeight()).integer(windowSteps);
    synapses.passChanges(kernel, from);
    kernel.launch(tuning.eventItems(events.rows()), tuning.shareGroup());
  }
}
