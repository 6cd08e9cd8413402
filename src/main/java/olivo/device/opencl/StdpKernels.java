package olivo.device.opencl;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.device.layout.PlasticityLayout;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** Spike-timing dependent plasticity: {@code plasticity/stdp.cl}. */
final class StdpKernels implements LearningRule {
  private static final String PATH = "plasticity/stdp.cl";
  private static final int NONE = -1;
  private static final KernelSignature COLUMNS =
      new KernelSignature(
          "stdp_columns",
          List.of(
              "int* gm_inbox",
              "int targets_at",
              "int back_begins_at",
              "int back_ends_at",
              "int back_codes_at",
              "int events",
              "int pre_begins_at",
              "int pre_ends_at",
              "int pre_codes_at",
              "int* gm_column_start",
              "int* gm_source",
              "int* gm_synapse",
              "float* gm_x",
              "long* gm_x_last",
              "float* gm_x_decay",
              "int x_low_bits",
              "long x_steps",
              "float* gm_y",
              "long* gm_y_last",
              "float* gm_y_decay",
              "int y_low_bits",
              "long y_steps",
              "float* gm_weight",
              "int* gm_ring",
              "int slots",
              "int n",
              "long first_step",
              "int delay",
              "float units",
              "float a_plus",
              "float a_minus",
              "float w_min",
              "float w_max"));
  private static final KernelSignature ROWS =
      new KernelSignature(
          "stdp_rows",
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
              "float* gm_y",
              "long* gm_y_last",
              "float* gm_y_decay",
              "int y_low_bits",
              "long y_steps",
              "int* gm_ring",
              "int slots",
              "int n",
              "long first_step",
              "int delay",
              "float units",
              "float a_plus",
              "float a_minus",
              "float w_min",
              "float w_max"));
  private static final KernelSignature TRACES =
      new KernelSignature(
          "stdp_traces",
          List.of(
              "int* gm_inbox",
              "int cells_at",
              "int begins_at",
              "int ends_at",
              "int codes_at",
              "int events",
              "float* gm_trace",
              "long* gm_last",
              "float* gm_decay",
              "int low_bits",
              "long decay_steps",
              "long first_step"));

  private final ClWorkspace workspace;
  private final Tuning tuning;
  private final PlasticityLayout layout;
  private final PlasticSynapses synapses;
  private final ClKernel columnKernel;
  private final ClKernel rowKernel;
  private final ClKernel sourceTraceKernel;
  private final ClKernel targetTraceKernel;
  private final ColumnIndex columns;
  private final TraceBuffers sources;
  private final TraceBuffers targets;
  private final Inbox inbox;
  private final EventTable fired;
  private final EventTable back;

  StdpKernels(
      ClWorkspace workspace,
      Tuning tuning,
      PlasticSynapses synapses,
      ConnectionTable table,
      PlasticityLayout.Stdp rule) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.layout = synapses.layout();
    this.synapses = synapses;
    int cells = layout.slice().cells();
    List<String> macros =
        List.of(
            tuning.atomicMacro(),
            synapses.target().macro(),
            "MULTIPLICATIVE=" + (rule.multiplicative() ? 1 : 0));
    this.columnKernel = workspace.kernel(PATH, macros, COLUMNS);
    this.rowKernel = workspace.kernel(PATH, macros, synapses.target().in(ROWS));
    this.sourceTraceKernel = workspace.kernel(PATH, macros, TRACES);
    this.targetTraceKernel = workspace.kernel(PATH, macros, TRACES);
    this.columns = ColumnIndex.create(workspace, table, cells);
    this.sources = TraceBuffers.create(workspace, "sources", synapses.rows(), rule.sourceDecay());
    this.targets = TraceBuffers.create(workspace, "targets", cells, rule.targetDecay());
    this.fired = new EventTable(synapses.rows());
    this.back = new EventTable(cells);
    this.inbox = workspace.inbox();
  }

  @Override
  public void advance(Inbound inbound, long from, long to) {
    fired.clear();
    SpikeEvents.ofCells(
        fired, inbound.port(PlasticityState.PRE), 0, from, to, 0, 0, synapses.rows());
    fired.group();
    back.clear();
    SpikeEvents.ofCells(
        back,
        inbound.port(PlasticityState.JUDGED_OR_POST),
        layout.delaySteps(),
        from,
        to,
        0,
        layout.slice().firstCell(),
        layout.slice().cells());
    back.group();
    if (fired.rows() > 0 || back.rows() > 0) {
      launch(from);
    }
  }

  @Override
  public void save(StateArrays into) {
    into.putShared(PlasticityState.SOURCE_TRACE, sources.readValues(workspace));
    into.putShared(PlasticityState.LAST_SOURCE_SPIKE, sources.readLast(workspace));
    into.put(PlasticityState.TARGET_TRACE, targets.readValues(workspace));
    into.put(PlasticityState.LAST_TARGET_SPIKE, targets.readLast(workspace));
  }

  @Override
  public void restore(StateArrays.Reader from) {
    workspace.write(
        sources.value(), from.sharedFloats(PlasticityState.SOURCE_TRACE, sources.cells()));
    workspace.write(
        sources.last(), from.sharedLongs(PlasticityState.LAST_SOURCE_SPIKE, sources.cells()));
    workspace.write(targets.value(), from.floats(PlasticityState.TARGET_TRACE, targets.cells()));
    workspace.write(targets.last(), from.longs(PlasticityState.LAST_TARGET_SPIKE, targets.cells()));
  }

  private void launch(long from) {
    inbox.clear();
    boolean potentiating = back.rows() > 0;
    EventSections byRow = fired.put(inbox);
    EventSections byTarget = back.put(inbox);
    int allBeginsAt = potentiating ? fired.putAllBegins(inbox) : NONE;
    int allEndsAt = potentiating ? fired.putAllEnds(inbox) : NONE;
    // The end of a target's codes is above 0 just where it has any.
    int doneAt = potentiating ? back.putAllEnds(inbox) : NONE;
    ClBuffer words = inbox.upload();
    columnKernel.begin().buffer(words);
    byTarget.pass(columnKernel);
    columnKernel
        .integer(allBeginsAt)
        .integer(allEndsAt)
        .integer(byRow.codes())
        .buffer(columns.start())
        .buffer(columns.source())
        .buffer(columns.synapse());
    sources.pass(columnKernel);
    targets.pass(columnKernel);
    columnKernel.buffer(synapses.weights());
    passRest(columnKernel, from);
    columnKernel.launch(tuning.eventItems(back.rows()), tuning.shareGroup());
    rowKernel.begin().buffer(words);
    byRow.pass(rowKernel);
    rowKernel.integer(doneAt);
    synapses.passRows(rowKernel);
    targets.pass(rowKernel);
    passRest(rowKernel, from);
    rowKernel.launch(tuning.eventItems(fired.rows()), tuning.shareGroup());
    moveOn(sourceTraceKernel, sources, words, byRow, from);
    moveOn(targetTraceKernel, targets, words, byTarget, from);
  }

  private void passRest(ClKernel kernel, long from) {
    synapses.passRing(kernel);
    kernel.integer64(from).integer(layout.delaySteps()).real(layout.unitsPerWeight());
    synapses.passChanges(kernel, from);
  }

  private void moveOn(
      ClKernel kernel, TraceBuffers traces, ClBuffer words, EventSections events, long from) {
    kernel.begin().buffer(words);
    events.pass(kernel);
    traces.pass(kernel);
    kernel.integer64(from);
    kernel.launch(tuning.ownItems(events.count()), tuning.shareGroup());
  }
}
