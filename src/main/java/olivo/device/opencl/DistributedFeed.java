package olivo.device.opencl;

import java.util.Arrays;
import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/**
 * Deliveries of a projection whose connections have weights or delays of their own, into a ring:
 * {@code synapse/distributed_arrivals.cl}.
 */
final class DistributedFeed implements ArrivalFeed {
  private static final int LONGEST_INTERVAL = 256;
  private static final KernelSignature SIGNATURE =
      new KernelSignature(
          "distributed_arrivals",
          List.of(
              "int* gm_inbox",
              "int rows_at",
              "int bases_at",
              "int events",
              "int* gm_row_start",
              TargetArray.TYPE + "* gm_place",
              "int* gm_units",
              "int rows",
              "int chunks",
              "int* gm_ring",
              "int size"));

  private final ClWorkspace workspace;
  private final Tuning tuning;
  private final int delaySteps;
  private final int mostExtraSteps;
  private final int rows;
  private final int chunks;
  private final OpenClArrivalRing ring;
  private final RingFeed drain;
  private final ClKernel kernel;
  private final ClBuffer rowStart;
  private final TargetArray place;
  private final ClBuffer units;
  private final Inbox inbox;
  private int[] bases = new int[256];

  DistributedFeed(
      ClWorkspace workspace,
      Tuning tuning,
      ArrivalLayout.Distributed layout,
      int delaySteps,
      int cells) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.delaySteps = delaySteps;
    this.mostExtraSteps = layout.mostExtraSteps();
    Csr csr = layout.connections().rows();
    int[] extraSteps = layout.connections().extraSteps();
    int[] ownUnits = layout.connections().units();
    ConnectionTable table = ConnectionTable.of(workspace, List.of(csr), cells, tuning.chunks());
    this.rows = table.rows();
    this.chunks = table.chunks();
    this.ring = new OpenClArrivalRing(workspace, slots(mostExtraSteps, tuning, cells), cells);
    this.drain = new RingFeed(workspace, tuning, ring);
    this.rowStart = workspace.ints("rows", table.rowStart());
    int[] places = new int[csr.connections()];
    int[] unitsOf = new int[csr.connections()];
    for (int i = 0; i < places.length; i++) {
      int origin = table.origin()[i];
      int extra = extraSteps == null ? 0 : extraSteps[origin];
      places[i] = Math.addExact(Math.multiplyExact(extra, cells), table.target()[i]);
      unitsOf[i] = ownUnits == null ? 1 : ownUnits[origin];
    }
    this.place =
        TargetArray.create(workspace, tuning, "places", places, places(mostExtraSteps, cells));
    this.units = workspace.ints("units", unitsOf);
    this.kernel =
        workspace.kernel(
            "synapse/distributed_arrivals.cl",
            List.of(tuning.atomicMacro(), place.macro()),
            place.in(SIGNATURE));
    this.inbox = workspace.inbox();
  }

  /** Places that a connection can lead to. */
  static long places(int mostExtraSteps, int cells) {
    return (mostExtraSteps + 1L) * cells;
  }

  /** Steps that the ring holds. */
  static int slots(int mostExtraSteps, Tuning tuning, int cells) {
    int interval = (int) Math.min(LONGEST_INTERVAL, Math.max(1, tuning.arrivalWords() / cells));
    return Math.max(1, Integer.highestOneBit(mostExtraSteps + interval - 1) << 1);
  }

  @Override
  public void save(long step, String name, StateArrays into) {
    into.put(name, ring.underWay(workspace, step, mostExtraSteps));
  }

  @Override
  public void restore(long step, String name, StateArrays.Reader from) {
    int[] underWay = from.ints(name, Math.multiplyExact(ring.cells(), mostExtraSteps));
    ring.restore(workspace, step, underWay);
  }

  @Override
  public int mostSteps() {
    return ring.slots() - mostExtraSteps;
  }

  @Override
  public void fill(List<SpikeWindow> port, long from, long to, ClBuffer arrivals, int base) {
    inbox.clear();
    int events = 0;
    for (SpikeWindow window : port) {
      SpikeBatch batch = window.batch();
      long begin = Math.max(window.firstStep(), from - delaySteps);
      long end = Math.min(window.endStep(), to - delaySteps);
      for (long emitted = begin; emitted < end; emitted++) {
        int slot = (int) ((emitted + delaySteps) & (ring.slots() - 1)) * ring.cells();
        int last = batch.end(emitted);
        for (int spike = batch.begin(emitted); spike < last; spike++) {
          inbox.put(batch.cell(spike));
          if (events == bases.length) {
            bases = Arrays.copyOf(bases, 2 * events);
          }
          bases[events++] = slot;
        }
      }
    }
    if (events > 0) {
      int basesAt = inbox.put(bases, events);
      kernel
          .begin()
          .buffer(inbox.upload())
          .integer(0)
          .integer(basesAt)
          .integer(events)
          .buffer(rowStart)
          .buffer(place.buffer())
          .buffer(units)
          .integer(rows)
          .integer(chunks)
          .buffer(ring.sums())
          .integer(ring.slots() * ring.cells())
          .launch(tuning.eventItems(events), tuning.shareGroup());
    }
    drain.fill(port, from, to, arrivals, base);
  }
}
