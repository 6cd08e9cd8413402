package olivo.device.jvm;

import java.util.List;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/** Arrivals that come of spikes, a delay after them. */
abstract class SpikeArrivals implements Arrivals {
  private final int delaySteps;
  private List<SpikeWindow> windows = List.of();

  SpikeArrivals(int delaySteps) {
    this.delaySteps = delaySteps;
  }

  /** Delivers some spikes, whose first arrivals fall into a step. */
  abstract void deliver(SpikeBatch batch, int begin, int end, long step);

  @Override
  public void receive(List<SpikeWindow> spikes) {
    windows = spikes;
  }

  @Override
  public void deliver(long step) {
    long emitted = step - delaySteps;
    for (int w = 0; w < windows.size(); w++) {
      SpikeWindow window = windows.get(w);
      if (window.holds(emitted)) {
        SpikeBatch batch = window.batch();
        deliver(batch, batch.begin(emitted), batch.end(emitted), step);
      }
    }
  }
}
