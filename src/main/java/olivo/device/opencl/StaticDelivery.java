package olivo.device.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Csr;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/**
 * Deliveries of all projections onto a slice whose connections count one each: {@code
 * synapse/count_arrivals.cl}.
 */
final class StaticDelivery {
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "count_arrivals",
          List.of(
              "int* gm_inbox",
              "int rows_at",
              "int bases_at",
              "int events",
              "int* gm_row_start",
              TargetArray.TYPE + "* gm_target",
              "int rows",
              "int chunks",
              "int* gm_arrivals"));

  private final Tuning tuning;
  private final List<ReceptorLayout> receptors;
  private final int cells;
  private final int[] firstRow;
  private final int rows;
  private final int chunks;
  private final ClKernel kernel;
  private final ClBuffer rowStart;
  private final TargetArray target;
  private final Inbox inbox;
  private int[] bases = new int[256];

  StaticDelivery(ClWorkspace workspace, Tuning tuning, NeuronLayout layout) {
    this.tuning = tuning;
    this.receptors = layout.receptors();
    this.cells = layout.slice().cells();
    List<Csr> projections = new ArrayList<>();
    for (ReceptorLayout receptor : receptors) {
      if (receptor.arrivals() instanceof ArrivalLayout.Counted counted) {
        projections.add(counted.connections().rows());
      }
    }
    ConnectionTable table = ConnectionTable.of(workspace, projections, cells, tuning.chunks());
    this.firstRow = table.firstRow();
    this.rows = table.rows();
    this.chunks = table.chunks();
    this.rowStart = workspace.ints("rows", table.rowStart());
    this.target = TargetArray.create(workspace, tuning, "targets", table.target(), cells);
    this.kernel =
        workspace.kernel(
            "synapse/count_arrivals.cl",
            List.of(tuning.atomicMacro(), target.macro()),
            target.in(SIGNATURE));
    this.inbox = workspace.inbox();
  }

  /** Enqueues the deliveries that arrive in the steps [from, to). */
  void deliver(List<List<SpikeWindow>> ports, long from, long to, int slots, ClBuffer arrivals) {
    inbox.clear();
    int projection = 0;
    int events = 0;
    for (int r = 0; r < receptors.size(); r++) {
      ReceptorLayout receptor = receptors.get(r);
      if (!(receptor.arrivals() instanceof ArrivalLayout.Counted)) {
        continue;
      }
      int rowOfFirst = firstRow[projection++];
      for (SpikeWindow window : ports.get(r)) {
        SpikeBatch batch = window.batch();
        long begin = Math.max(window.firstStep(), from - receptor.delaySteps());
        long end = Math.min(window.endStep(), to - receptor.delaySteps());
        for (long emitted = begin; emitted < end; emitted++) {
          int offset = (int) (emitted + receptor.delaySteps() - from);
          int base = (r * slots + offset) * cells;
          int last = batch.end(emitted);
          for (int spike = batch.begin(emitted); spike < last; spike++) {
            inbox.put(rowOfFirst + batch.cell(spike));
            if (events == bases.length) {
              bases = Arrays.copyOf(bases, 2 * events);
            }
            bases[events++] = base;
          }
        }
      }
    }
    if (events == 0) {
      return;
    }
    int basesAt = inbox.put(bases, events);
    kernel
        .begin()
        .buffer(inbox.upload())
        .integer(0)
        .integer(basesAt)
        .integer(events)
        .buffer(rowStart)
        .buffer(target.buffer())
        .integer(rows)
        .integer(chunks)
        .buffer(arrivals)
        .launch(tuning.eventItems(events), tuning.shareGroup());
  }
}
