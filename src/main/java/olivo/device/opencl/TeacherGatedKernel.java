package olivo.device.opencl;

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
              "int gates_at",
              "int turns_at",
              "int* gm_row_start",
              TargetArray.TYPE + "* gm_target",
              "int rows",
              "int chunks",
              "float* gm_weight",
              "int* gm_ring",
              "int slots",
              "int n",
              "int due",
              "float units",
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
  private final TeacherGates gates;

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
        workspace.kernel(
            "plasticity/teacher_gated.cl",
            List.of(tuning.atomicMacro(), synapses.target().macro()),
            synapses.target().in(SIGNATURE));
    this.events = new EventTable(synapses.rows());
    this.taught = new EventTable(layout.slice().cells());
    this.gates = new TeacherGates(layout.slice().cells(), windowSteps);
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
    taught.clear();
    SpikeEvents.ofTargets(
        taught,
        inbound.port(PlasticityState.TEACHER),
        teacher,
        layout.teacherDelaySteps(),
        from,
        to,
        0);
    taught.group();
    gates.advance(taught, from, to);
    if (events.rows() > 0) {
      launch(from);
    }
  }

  @Override
  public void save(StateArrays into) {
    into.put(PlasticityState.LAST_EVENT, gates.lastEvents());
  }

  @Override
  public void restore(StateArrays.Reader from) {
    gates.restore(from.longs(PlasticityState.LAST_EVENT, layout.slice().cells()));
  }

  private void launch(long from) {
    inbox.clear();
    EventSections byRow = events.put(inbox);
    int gatesAt = gates.putGates(inbox);
    int turnsAt = gates.putTurns(inbox);
    kernel.begin().buffer(inbox.upload());
    byRow.pass(kernel);
    kernel.integer(gatesAt).integer(turnsAt);
    synapses.passRows(kernel);
    synapses.passRing(kernel);
    kernel.integer(synapses.slotOf(from + layout.delaySteps())).real(layout.unitsPerWeight());
    synapses.passChanges(kernel, from);
    kernel.launch(tuning.eventItems(events.rows()), tuning.shareGroup());
  }
}
