package olivo.device.opencl;

import java.util.Arrays;
import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** The teacher-paired rule: {@code plasticity/teacher_paired.cl}. */
final class TeacherPairedKernels implements LearningRule {
  private static final String PATH = "plasticity/teacher_paired.cl";
  private static final int TEACHER = 0;
  private static final int POST = 1;
  private static final int NONE = -1;
  private static final KernelSignature PAIR =
      new KernelSignature(
          "pair_columns",
          List.of(
              "int* gm_inbox",
              "int targets_at",
              "int target_begins_at",
              "int target_ends_at",
              "int target_codes_at",
              "int events",
              "int pre_begins_at",
              "int pre_ends_at",
              "int pre_codes_at",
              "int* gm_column_start",
              "int* gm_source",
              "int* gm_synapse",
              "long* gm_last",
              "float* gm_weight",
              "int* gm_ring",
              "int slots",
              "int n",
              "long first_step",
              "int delay",
              "float units",
              "int ltd_window",
              "int ltp_window",
              "float a_ltp",
              "float a_ltd",
              "float w_min",
              "float w_max"));
  private static final KernelSignature DELIVER =
      new KernelSignature(
          "deliver_rows",
          List.of(
              "int* gm_inbox",
              "int rows_at",
              "int begins_at",
              "int ends_at",
              "int codes_at",
              "int events",
              "int done_at",
              "int* gm_row_start",
              TargetArray.TYPE + "* gm_target",
              "int rows",
              "int chunks",
              "float* gm_weight",
              "long* gm_last",
              "int* gm_ring",
              "int slots",
              "int n",
              "long first_step",
              "int delay",
              "float units"));

  private final ClWorkspace workspace;
  private final Tuning tuning;
  private final PlasticityLayout layout;
  private final PlasticSynapses synapses;
  private final PlasticityLayout.TeacherPaired rule;
  private final Csr teacher;
  private final ClKernel pair;
  private final ClKernel deliver;
  private final ColumnIndex columns;
  private final ClBuffer last;
  private final Inbox inbox;
  private final EventTable fired;
  private final EventTable events;

  TeacherPairedKernels(
      ClWorkspace workspace,
      Tuning tuning,
      PlasticSynapses synapses,
      ConnectionTable table,
      PlasticityLayout.TeacherPaired rule) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.layout = synapses.layout();
    this.teacher = layout.teacher().rows();
    this.synapses = synapses;
    this.rule = rule;
    int cells = layout.slice().cells();
    List<String> macros = List.of(tuning.atomicMacro(), synapses.target().macro());
    this.pair = workspace.kernel(PATH, macros, PAIR);
    this.deliver = workspace.kernel(PATH, macros, synapses.target().in(DELIVER));
    this.columns = ColumnIndex.create(workspace, table, cells);
    long[] never = new long[synapses.rows()];
    Arrays.fill(never, PlasticityState.NEVER);
    this.last = workspace.longs("last spikes", never);
    this.fired = new EventTable(synapses.rows());
    this.events = new EventTable(cells);
    this.inbox = workspace.inbox();
  }

  @Override
  public void advance(Inbound inbound, long from, long to) {
    fired.clear();
    SpikeEvents.ofCells(
        fired, inbound.port(PlasticityState.PRE), 0, from, to, 0, 0, synapses.rows());
    fired.group();
    events.clear();
    SpikeEvents.ofTargets(
        events,
        inbound.port(PlasticityState.TEACHER),
        teacher,
        layout.teacherDelaySteps(),
        from,
        to,
        TEACHER);
    SpikeEvents.ofCells(
        events,
        inbound.port(PlasticityState.JUDGED_OR_POST),
        0,
        from,
        to,
        POST,
        layout.slice().firstCell(),
        layout.slice().cells());
    events.group();
    // In a step with both, the teacher counts; it counts once, however many of its spikes arrive.
    events.dropTies();
    if (fired.rows() > 0 || events.rows() > 0) {
      launch(from);
    }
  }

  @Override
  public void save(StateArrays into) {
    into.putShared(PlasticityState.LAST_SOURCE_SPIKE, workspace.readLongs(last, synapses.rows()));
  }

  @Override
  public void restore(StateArrays.Reader from) {
    workspace.write(last, from.sharedLongs(PlasticityState.LAST_SOURCE_SPIKE, synapses.rows()));
  }

  private void launch(long from) {
    inbox.clear();
    boolean paired = events.rows() > 0;
    EventSections byRow = fired.put(inbox);
    EventSections byTarget = events.put(inbox);
    int allBeginsAt = paired ? fired.putAllBegins(inbox) : NONE;
    int allEndsAt = paired ? fired.putAllEnds(inbox) : NONE;
    // The end of a target's codes is above 0 just where it has any.
    int doneAt = paired ? events.putAllEnds(inbox) : NONE;
    ClBuffer words = inbox.upload();
    pair.begin().buffer(words);
    byTarget.pass(pair);
    pair.integer(allBeginsAt)
        .integer(allEndsAt)
        .integer(byRow.codes())
        .buffer(columns.start())
        .buffer(columns.source())
        .buffer(columns.synapse())
        .buffer(last)
        .buffer(synapses.weights());
    synapses.passRing(pair);
    passTime(pair, from);
    pair.integer(rule.ltdWindowSteps()).integer(rule.ltpWindowSteps());
    synapses.passChanges(pair, from);
    pair.launch(tuning.eventItems(events.rows()), tuning.shareGroup());
    deliver.begin().buffer(words);
    byRow.pass(deliver);
    deliver.integer(doneAt);
    synapses.passRows(deliver);
    deliver.buffer(last);
    synapses.passRing(deliver);
    passTime(deliver, from);
    deliver.launch(tuning.eventItems(fired.rows()), tuning.shareGroup());
  }

  private void passTime(ClKernel kernel, long from) {
    kernel.integer64(from).integer(layout.delaySteps()).real(layout.unitsPerWeight());
  }
}
