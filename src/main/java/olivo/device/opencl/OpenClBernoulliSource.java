package olivo.device.opencl;

import java.util.List;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.SourceLayout;
import olivo.model.StateArrays;

/** Bernoulli sources whose rate stays as it is: {@code source/bernoulli_source.cl}. */
final class OpenClBernoulliSource extends OpenClSource {
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "bernoulli_source",
          List.of(
              "long* gm_next",
              "int* gm_drawn",
              "int* gm_bound",
              "int* gm_guide",
              "int entries",
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

  private final ClKernel kernel;
  private final ClBuffer next;
  private final ClBuffer drawn;
  private final ClBuffer bound;
  private final ClBuffer guide;

  /**
   * Sources that fire.
   *
   * @param workspace its own, closed with it
   */
  OpenClBernoulliSource(ClWorkspace workspace, Tuning tuning, SourceLayout.Bernoulli layout) {
    super(workspace, tuning, layout);
    int cells = layout.slice().cells();
    kernel =
        workspace.kernel(
            "source/bernoulli_source.cl",
            List.of("GUIDE_BITS=" + IntervalTables.GUIDE_BITS, tuning.atomicMacro()),
            SIGNATURE);
    IntervalTables tables = new IntervalTables();
    tables.position(layout.intervals());
    bound = workspace.ints("interval table", tables.bounds());
    guide = workspace.ints("interval guide", tables.guides());
    // Memory first: drawing takes its time where there are many.
    next = workspace.buffer("next spikes", (long) Long.BYTES * cells);
    drawn = workspace.buffer("draws", (long) Integer.BYTES * cells);
    int[] words = new int[cells];
    workspace.write(next, firstSpikes(words));
    workspace.write(drawn, words);
  }

  private long[] firstSpikes(int[] words) {
    GeometricTable table = layout.intervals();
    long[] first = new long[words.length];
    for (int cell = 0; cell < words.length; cell++) {
      first[cell] = -1;
      int found;
      do {
        found = table.lookUp(random.word(words[cell]++, cell, layout.stream()));
        first[cell] += found == GeometricTable.BEYOND ? table.length() : found;
      } while (found == GeometricTable.BEYOND && first[cell] < layout.runSteps());
    }
    return first;
  }

  @Override
  long change(long step) {
    return Long.MAX_VALUE;
  }

  @Override
  ClKernel beginListing() {
    return kernel
        .begin()
        .buffer(next)
        .buffer(drawn)
        .buffer(bound)
        .buffer(guide)
        .integer(layout.intervals().length());
  }

  @Override
  public void save(long step, StateArrays into) {
    int cells = layout.slice().cells();
    into.put(NEXT_STEP, workspace.readLongs(next, cells));
    into.put(DRAWN, workspace.readInts(drawn, cells));
  }

  @Override
  public void restore(long step, StateArrays.Reader from) {
    int cells = layout.slice().cells();
    workspace.write(next, from.longs(NEXT_STEP, cells));
    workspace.write(drawn, from.ints(DRAWN, cells));
  }
}
