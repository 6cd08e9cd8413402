package olivo.device.opencl;

import olivo.device.ArrivalRing;

/** Sums of arrivals in a buffer {@code [slots][cells]} that two queues share. */
final class OpenClArrivalRing implements ArrivalRing {
  private final ClBuffer sums;
  private final int slots;
  private final int cells;

  /**
   * A ring.
   *
   * @param workspace frees it in the end
   */
  OpenClArrivalRing(ClWorkspace workspace, int slots, int cells) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("a ring of " + slots + " slots is not a power of two");
    }
    this.slots = slots;
    this.cells = cells;
    this.sums = workspace.zeros("arrival ring", Math.multiplyExact(slots, cells));
    workspace.finish();
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int cells() {
    return cells;
  }

  ClBuffer sums() {
    return sums;
  }
}
