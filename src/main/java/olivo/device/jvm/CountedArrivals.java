package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;

/** Spikes, each of whose connections counts one. Such small numbers are exact as floats. */
final class CountedArrivals extends SpikeArrivals {
  /** Up to here, floats hold every whole number. */
  private static final int LARGEST_SUM = 1 << 24;

  private final Rows rows;
  private final float[] sums;
  private final boolean readsAhead;

  /** Whether anything was added to the sums since they were zero. */
  private boolean counted;

  private int touched;

  CountedArrivals(Csr connections, int delaySteps, int cells) {
    super(delaySteps);
    this.rows = Rows.of(connections, cells);
    this.sums = new float[cells];
    long bytes = (long) Rows.bytesPerTarget(cells) * connections.connections();
    this.readsAhead = RowCache.isWorthReadingAhead(bytes) && !rows.countsTogether();
  }

  /** Whether no sum over a cell can be larger than what floats count. */
  static boolean canCount(Csr connections, int cells) {
    if (connections.connections() <= LARGEST_SUM) {
      return true;
    }
    int[] fanIn = new int[cells];
    for (int target : connections.target()) {
      fanIn[target]++;
    }
    return Arrays.stream(fanIn).allMatch(n -> n <= LARGEST_SUM);
  }

  @Override
  void deliver(SpikeBatch batch, int begin, int end, long step) {
    counted |= begin < end;
    for (int spike = begin; readsAhead && spike < end; spike++) {
      touched += rows.touch(batch.cell(spike));
    }
    rows.count(batch, begin, end, sums);
  }

  @Override
  public void deliver(long step) {
    if (counted) {
      Arrays.fill(sums, 0);
      counted = false;
    }
    super.deliver(step);
  }

  @Override
  public float[] take(long step) {
    return sums;
  }
}
