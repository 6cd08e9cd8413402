package olivo.device.opencl;

import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.Slice;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/** Writes the arrivals of one receptor in the steps of an interval. */
interface ArrivalFeed {
  /**
   * The feed of a receptor that is not plastic; null where {@link StaticDelivery} delivers.
   *
   * @param workspace that of the target
   */
  static ArrivalFeed of(
      ClWorkspace workspace, Tuning tuning, ReceptorLayout receptor, Slice slice) {
    if (receptor.arrivals() instanceof ArrivalLayout.Distributed distributed) {
      return new DistributedFeed(
          workspace, tuning, distributed, receptor.delaySteps(), slice.cells());
    } else if (receptor.arrivals() instanceof ArrivalLayout.Poisson poisson) {
      return new PoissonFeed(workspace, tuning, poisson, slice);
    } else if (receptor.arrivals() instanceof ArrivalLayout.Counted) {
      return null;
    }
    throw new IllegalArgumentException("unknown arrivals " + receptor.arrivals());
  }

  /** Longest interval that it can serve. */
  int mostSteps();

  /**
   * Enqueues the arrivals of the steps [from, to).
   *
   * @param port the spikes of the receptor's port
   * @param arrivals where they go: {@code [to - from][cells]} from index base on, zero before
   */
  void fill(List<SpikeWindow> port, long from, long to, ClBuffer arrivals, int base);

  /** Adds what is under way at the beginning of a step under a name, if there is anything. */
  default void save(long step, String name, StateArrays into) {}

  /** Takes over what was under way. */
  default void restore(long step, String name, StateArrays.Reader from) {}
}
