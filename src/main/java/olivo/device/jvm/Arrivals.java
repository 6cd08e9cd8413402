package olivo.device.jvm;

import java.util.List;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Connections;
import olivo.device.layout.Csr;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.Slice;
import olivo.model.SpikeWindow;
import olivo.model.StateArrays;

/** Units that arrive at the cells of a slice, step by step. */
interface Arrivals {
  /** The arrivals of a receptor that is not plastic. */
  static Arrivals of(ReceptorLayout receptor, Slice slice) {
    if (receptor.arrivals() instanceof ArrivalLayout.Counted counted) {
      Csr connections = counted.connections().rows();
      return CountedArrivals.canCount(connections, slice.cells())
          ? new CountedArrivals(connections, receptor.delaySteps(), slice.cells())
          : new DistributedArrivals(
              connections, null, null, 0, receptor.delaySteps(), slice.cells());
    } else if (receptor.arrivals() instanceof ArrivalLayout.Distributed distributed) {
      Connections connections = distributed.connections();
      return new DistributedArrivals(
          connections.rows(),
          connections.units(),
          connections.extraSteps(),
          distributed.mostExtraSteps(),
          receptor.delaySteps(),
          slice.cells());
    } else if (receptor.arrivals() instanceof ArrivalLayout.Poisson poisson) {
      return new PoissonArrivals(poisson, slice);
    }
    throw new IllegalArgumentException("unknown arrivals " + receptor.arrivals());
  }

  /** Takes the spikes whose arrivals fall into the next epoch. */
  default void receive(List<SpikeWindow> spikes) {}

  /** Adds what is under way at the beginning of a step under a name, if there is anything. */
  default void save(long step, String name, StateArrays into) {}

  /** Takes over what was under way. */
  default void restore(long step, String name, StateArrays.Reader from) {}

  /** Adds up what arrives in a step. */
  default void deliver(long step) {}

  /**
   * Hands out the sums of a step, delivered before, and forgets them.
   *
   * @return {@code [cells]}, good until the next delivery
   */
  float[] take(long step);
}
