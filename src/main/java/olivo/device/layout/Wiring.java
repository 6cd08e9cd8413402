package olivo.device.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The synapses of all projections. They are needed until all states exist on their devices, and
 * would take as much memory again as these.
 */
final class Wiring {
  private List<Synapses> synapses = new ArrayList<>();

  /** For each projection what is known of its synapses before they are made; null for others. */
  private final List<SynapseOutline> outlines = new ArrayList<>();

  void add(Synapses ofNextProjection) {
    add(ofNextProjection, null);
  }

  /**
   * Adds a projection of which there is only an outline.
   *
   * @param unconnected its delay, without connections
   */
  void add(Synapses unconnected, SynapseOutline outline) {
    synapses.add(unconnected);
    outlines.add(outline);
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

  /** Whether the synapses of a projection have weights or delays of their own. */
  boolean isDistributed(int projection) {
    SynapseOutline outline = outlines.get(projection);
    return outline == null ? of(projection).isDistributed() : outline.isDistributed();
  }

  /** Largest delay of a projection beyond its smallest. */
  int mostExtraSteps(int projection) {
    SynapseOutline outline = outlines.get(projection);
    return outline == null ? of(projection).mostExtraSteps() : outline.mostExtraSteps();
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

      @Override
      public int sources() {
        return of(projection).fanIn().sources();
      }

      @Override
      public long count() {
        SynapseOutline outline = outlines.get(projection);
        if (outline != null) {
          return outline.countOnto(slice);
        }
        int[] rowStart = of(projection).fanIn().rowStart();
        return rowStart[slice.endCell()] - rowStart[slice.firstCell()];
      }

      @Override
      public boolean hasUnits() {
        SynapseOutline outline = outlines.get(projection);
        return outline == null ? of(projection).units() != null : outline.ownUnits();
      }

      private int[] turned(int[] values) {
        return of(projection).fanIn().bySource(slice.firstCell(), slice.endCell(), values);
      }
    };
  }
}
