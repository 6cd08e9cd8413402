package olivo.device.opencl;

import java.util.concurrent.atomic.AtomicInteger;
import olivo.device.ArrivalRing;

/**
 * Sums of arrivals in a buffer {@code [slots][cells]} that two queues share. Freed once it is
 * closed and so are the workspaces that keep it.
 */
final class OpenClArrivalRing implements ArrivalRing {
  private final ClWorkspace workspace;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final ClBuffer sums;
  private final int slots;
  private final int cells;

  /**
   * A ring.
   *
   * @param workspace its own, closed with it
   */
  OpenClArrivalRing(ClWorkspace workspace, int slots, int cells) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("a ring of " + slots + " slots is not a power of two");
    }
    this.workspace = workspace;
    this.slots = slots;
    this.cells = cells;
    this.sums =
        workspace.zeros("arrival ring", workspace.words("arrival ring", (long) slots * cells));
    workspace.finish();
  }

  /** Somebody else needs it, and will close it as well. */
  void retain() {
    holders.incrementAndGet();
  }

  /** Who holds it may live in different threads; the last of them frees it. */
  @Override
  public void close() {
    if (holders.decrementAndGet() == 0) {
      workspace.close();
    }
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int cells() {
    return cells;
  }

  /**
   * The sums of some steps, {@code [cells][steps]}.
   *
   * @param reader workspace through which they are read, while nobody else uses the ring
   */
  int[] underWay(ClWorkspace reader, long firstStep, int steps) {
    int[] all = reader.readInts(sums, slots * cells);
    int[] underWay = new int[Math.multiplyExact(cells, steps)];
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = all[row(firstStep + i % steps) + i / steps];
    }
    return underWay;
  }

  /** Takes over the sums of some steps; all others are zero. */
  void restore(ClWorkspace writer, long firstStep, int[] underWay) {
    int steps = underWay.length / cells;
    int[] all = new int[slots * cells];
    for (int i = 0; i < underWay.length; i++) {
      all[row(firstStep + i % steps) + i / steps] = underWay[i];
    }
    writer.write(sums, all);
  }

  private int row(long step) {
    return (int) (step & (slots - 1)) * cells;
  }

  ClBuffer sums() {
    return sums;
  }
}
