package olivo.plan;

import olivo.device.MemoryNeed;
import olivo.device.layout.GapGraph;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.SourceLayout;
import olivo.latency.LatencyHistograms;
import olivo.model.ConnectionRule;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Topology;

/**
 * What a run takes of the memory of the host.
 *
 * @param heapBytes on the heap of the JVM while the network runs
 * @param peakHeapBytes on the heap when it is fullest: while the network is made, when connections
 *     exist both as drawn and as devices keep them, or while results are made of the recording
 * @param offHeapBytes outside of the heap, for transfers to devices
 */
public record HostMemory(long heapBytes, long peakHeapBytes, long offHeapBytes) {
  /** What the program has on the heap whatever it simulates, measured. */
  private static final long PROGRAM_BYTES = 11_500_000;

  /** What it has beyond that to speak to drivers of devices, measured. */
  private static final long DRIVER_BYTES = 2_000_000;

  /** What it has beyond that while it writes results, measured. */
  private static final long PROGRAM_PEAK_BYTES = 2_500_000;

  /** Arrays with a number for each cell in a layout: potentials and drives. */
  private static final int ARRAYS_OF_CELLS = 5;

  /** Arrays with a number for each plastic synapse when weights are written. */
  private static final int ARRAYS_OF_WEIGHTS = 2;

  /** Numbers for each recorded cell of a population while its figures are made. */
  private static final int BYTES_OF_FIGURES = 7 * Long.BYTES + 2 * Integer.BYTES;

  /** The same while its spikes go into the archive, at the same time. */
  private static final int BYTES_OF_ARCHIVE = 2 * Integer.BYTES + Short.BYTES;

  /** What plots keep for each recorded cell of all populations, before they are drawn. */
  private static final int BYTES_OF_PLOTS = Long.BYTES + Integer.BYTES;

  private static final int REFERENCE = 4;

  /** A sum under way, of states in the order in which they are made. */
  static final class Tally {
    private long kept = PROGRAM_BYTES;
    private long peakOfMaking;
    private long drawn;
    private long weights;
    private long results;
    private long offHeap;
    private boolean driven;

    Tally(Topology topology, int participants) {
      kept += LatencyHistograms.bytes(participants);
      for (Projection projection : topology.projections()) {
        draw(topology, projection);
      }
      for (Population population : topology.populations()) {
        // How many synapses a spike of each cell reaches.
        kept += (long) Integer.BYTES * population.size();
      }
      results(topology);
    }

    private void results(Topology topology) {
      long most = 0;
      long all = 0;
      for (Population population : topology.populations()) {
        int size = population.size();
        long recorded =
            topology
                .recording()
                .spikesOf(population.name())
                .map(probe -> probe.cells().countIn(size))
                .orElse(0);
        most = Math.max(most, recorded);
        all += recorded;
      }
      results =
          BYTES_OF_ARCHIVE * most
              + Math.max(BYTES_OF_FIGURES * most, BYTES_OF_PLOTS * all + Integer.BYTES * most);
    }

    private void draw(Topology topology, Projection projection) {
      boolean plastic = projection.plasticity().isPresent();
      int words = 1;
      words += !plastic && !projection.weight().isConstant() ? 1 : 0;
      words += !plastic && !projection.delayMs().isConstant() ? 1 : 0;
      long synapses = Math.round(RecordingForecast.synapses(topology, projection));
      long before = drawn;
      drawn += Integer.BYTES * (words * synapses + topology.population(projection.to()).size());
      weights += plastic ? ARRAYS_OF_WEIGHTS * Float.BYTES * synapses : 0;
      int wordsBeside = wordsBeside(projection.rule());
      peakOfMaking =
          Math.max(
              peakOfMaking, PROGRAM_BYTES + before + Integer.BYTES * (1 + wordsBeside) * synapses);
      if (projection.rule() instanceof ConnectionRule.Listed listed) {
        int own = (listed.list().hasWeights() ? 1 : 0) + (listed.list().hasDelays() ? 1 : 0);
        kept += synapses * (2 * Integer.BYTES + own * Double.BYTES);
      }
    }

    /** Numbers for each synapse that the making of its projection takes for a while. */
    private static int wordsBeside(ConnectionRule rule) {
      if (rule instanceof ConnectionRule.Listed) {
        return 3;
      }
      boolean sorted =
          rule instanceof ConnectionRule.PairwiseBernoulli
              || rule instanceof ConnectionRule.FixedOutdegree;
      return sorted ? 1 : 0;
    }

    void layout(SourceLayout layout) {
      if (layout instanceof SourceLayout.Bernoulli bernoulli) {
        long states =
            bernoulli.stages().stream().map(stage -> stage.intervalsOf()).distinct().count();
        kept += states * REFERENCE * layout.slice().cells();
      }
    }

    void layout(NeuronLayout layout) {
      long stages = 1L + layout.stages().size();
      kept += stages * ARRAYS_OF_CELLS * Float.BYTES * layout.slice().cells();
      GapGraph gap = layout.gapJunctions();
      if (gap != null && layout.slice().firstCell() == 0) {
        kept += (long) Integer.BYTES * (gap.rowStart().length + gap.partner().length);
      }
    }

    /** A state is made. */
    void state(MemoryNeed need, boolean onHeap) {
      if (!onHeap && !driven) {
        driven = true;
        kept += DRIVER_BYTES;
      }
      kept += need.heap() + (onHeap ? need.kept() : 0);
      offHeap += need.offHeap();
      peakOfMaking = Math.max(peakOfMaking, drawn + kept + need.setUp());
    }

    /** So many spikes are under way. */
    void spikes(double count) {
      kept += (long) (Integer.BYTES * count);
    }

    HostMemory sum() {
      long peak = Math.max(peakOfMaking, kept + weights + results + PROGRAM_PEAK_BYTES);
      return new HostMemory(kept, peak, offHeap);
    }
  }
}
