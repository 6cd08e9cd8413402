package olivo.device.opencl;

import java.util.Arrays;
import java.util.List;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.SourceLayout;
import olivo.device.layout.SourceStage;
import olivo.model.StateArrays;

/** Bernoulli sources whose rates change: {@code source/staged_bernoulli_source.cl}. */
final class OpenClStagedSource extends OpenClSource {
  private static final String PATH = "source/staged_bernoulli_source.cl";
  private static final KernelSignature ENTERING =
      new KernelSignature(
          "enter_rates",
          List.of(
              "long* gm_next",
              "long* gm_free",
              "int* gm_drawn",
              "int* gm_table_of",
              "int* gm_later",
              "int* gm_begin",
              "int* gm_bound",
              "int* gm_guide",
              "int n",
              "long first_step",
              "long run_steps",
              "int stream",
              "int key0",
              "int key1"));
  private static final KernelSignature FIRING =
      new KernelSignature(
          "staged_bernoulli_source",
          List.of(
              "long* gm_next",
              "long* gm_free",
              "int* gm_drawn",
              "int* gm_table_of",
              "int* gm_begin",
              "int* gm_bound",
              "int* gm_guide",
              "int* gm_spikes",
              "int capacity",
              "int cell_bits",
              "int n",
              "long first_step",
              "long end_step",
              "long run_steps",
              "int refractory",
              "int stream",
              "int key0",
              "int key1"));

  /** The table of a cell that has not entered any stage: none that could be entered. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final IntervalTables tables = new IntervalTables();
  private final ClKernel entering;
  private final ClKernel firing;
  private final ClBuffer next;
  private final ClBuffer free;
  private final ClBuffer drawn;
  private final ClBuffer tableOf;
  private final ClBuffer later;
  private final ClBuffer begins;
  private final ClBuffer bounds;
  private final ClBuffer guides;
  private final int[] laterOnHost;
  private int nextStage;

  /**
   * Sources that fire at some time.
   *
   * @param workspace its own, closed with it
   */
  OpenClStagedSource(ClWorkspace workspace, Tuning tuning, SourceLayout.Bernoulli layout) {
    super(workspace, tuning, layout);
    int cells = layout.slice().cells();
    List<String> macros = List.of("GUIDE_BITS=" + IntervalTables.GUIDE_BITS, tuning.atomicMacro());
    entering = workspace.kernel(PATH, macros, ENTERING);
    firing = workspace.kernel(PATH, macros, FIRING);
    tables.position(layout.intervals());
    for (SourceStage stage : layout.stages()) {
      for (GeometricTable table : stage.intervalsOf()) {
        tables.position(table);
      }
    }
    begins = workspace.ints("interval tables", tables.begins());
    bounds = workspace.ints("interval bounds", tables.bounds());
    guides = workspace.ints("interval guides", tables.guides());
    next = workspace.buffer("next spikes", (long) Long.BYTES * cells);
    free = workspace.zeros("ends of refractory periods", 2L * cells);
    drawn = workspace.zeros("draws", cells);
    laterOnHost = new int[cells];
    Arrays.fill(laterOnHost, UNKNOWN);
    tableOf = workspace.ints("tables of cells", laterOnHost);
    later = workspace.buffer("later tables of cells", (long) Integer.BYTES * cells);
    Arrays.fill(laterOnHost, tables.position(layout.intervals()));
    enter(0);
  }

  private void enter(SourceStage stage) {
    positionTables(stage);
    enter(stage.fromStep());
  }

  private void positionTables(SourceStage stage) {
    for (int cell = 0; cell < laterOnHost.length; cell++) {
      laterOnHost[cell] = tables.position(stage.intervalsOf()[cell]);
    }
  }

  private void enter(long step) {
    workspace.write(later, laterOnHost);
    entering
        .begin()
        .buffer(next)
        .buffer(free)
        .buffer(drawn)
        .buffer(tableOf)
        .buffer(later)
        .buffer(begins)
        .buffer(bounds)
        .buffer(guides)
        .integer(laterOnHost.length)
        .integer64(step)
        .integer64(layout.runSteps())
        .integer(layout.stream())
        .integer(random.key0())
        .integer(random.key1())
        .launch(tuning.ownItems(laterOnHost.length), tuning.shareGroup());
  }

  @Override
  long change(long step) {
    List<SourceStage> stages = layout.stages();
    while (nextStage < stages.size() && stages.get(nextStage).fromStep() <= step) {
      enter(stages.get(nextStage++));
    }
    return nextStage < stages.size() ? stages.get(nextStage).fromStep() : Long.MAX_VALUE;
  }

  @Override
  ClKernel beginListing() {
    return firing
        .begin()
        .buffer(next)
        .buffer(free)
        .buffer(drawn)
        .buffer(tableOf)
        .buffer(begins)
        .buffer(bounds)
        .buffer(guides);
  }

  @Override
  public void save(long step, StateArrays into) {
    int cells = laterOnHost.length;
    into.put(NEXT_STEP, workspace.readLongs(next, cells));
    into.put(DRAWN, workspace.readInts(drawn, cells));
    into.put(FREE_STEP, workspace.readLongs(free, cells));
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int cells = laterOnHost.length;
    workspace.write(next, from.longs(NEXT_STEP, cells));
    workspace.write(drawn, from.ints(DRAWN, cells));
    workspace.write(free, from.longs(FREE_STEP, cells));
    List<SourceStage> stages = layout.stages();
    while (nextStage < stages.size() && stages.get(nextStage).fromStep() < step) {
      positionTables(stages.get(nextStage++));
    }
    workspace.write(tableOf, laterOnHost);
  }
}
