package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.ArrivalLayout;

/** Spikes, each of whose connections counts one. */
final class CountedArrivals extends SpikeArrivals {
  private final Rows rows;
  private final int[] sums;

  CountedArrivals(ArrivalLayout.Counted layout, int delaySteps, int cells) {
    super(delaySteps);
    this.rows = Rows.of(layout.connections().rows(), cells);
    this.sums = new int[cells];
  }

  @Override
  void deliver(int source, long step) {
    rows.count(source, sums, 0);
  }

  @Override
  public void take(long step, float[] into) {
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = sums[cell];
    }
    Arrays.fill(sums, 0);
  }
}
