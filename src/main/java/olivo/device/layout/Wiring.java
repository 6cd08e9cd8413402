package olivo.device.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The synapses of all projections. They are needed until all states exist on their devices, and
 * would take as much memory again as these.
 */
final class Wiring {
  private List<Synapses> synapses = new ArrayList<>();

  void add(Synapses ofNextProjection) {
    synapses.add(ofNextProjection);
  }

  /** The synapses of each projection, in the order of the topology. */
  List<Synapses> synapses() {
    if (synapses == null) {
      throw new IllegalStateException("the synapses have been released");
    }
    return synapses;
  }

  Synapses of(int projection) {
    return synapses().get(projection);
  }

  void release() {
    synapses = null;
  }

  /** The connections of a projection onto a slice. */
  Connections onto(Slice slice, int projection) {
    return new Connections() {
      @Override
      public Csr rows() {
        return of(projection).fanIn().bySource(slice.firstCell(), slice.endCell());
      }

      @Override
      public int[] units() {
        return turned(of(projection).units());
      }

      @Override
      public int[] extraSteps() {
        return turned(of(projection).extraSteps());
      }

      private int[] turned(int[] values) {
        return of(projection).fanIn().bySource(slice.firstCell(), slice.endCell(), values);
      }
    };
  }
}
