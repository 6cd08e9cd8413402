package olivo.device.jvm;

import java.util.Optional;
import olivo.device.ExpectedLoad;
import olivo.device.MemoryNeed;
import olivo.device.PlasticityState;
import olivo.device.StateMemory;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Connections;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;

/**
 * Arrays that the states of the built-in device keep on the heap. A test counts those of states
 * that were made.
 */
final class JvmMemory implements StateMemory {
  private static final int WORDS_OF_BLOCK = 4;
  private static final int LEAST_FOUND = 1024;
  private static final int LEAST_LISTED = 1024;
  private static final int LEAST_QUEUED = 64;

  /** Steps in which a refractory cell waits in a queue, with the cell. */
  private static final int BYTES_QUEUED = Long.BYTES + Integer.BYTES;

  private final int threads;

  JvmMemory(int threads) {
    this.threads = threads;
  }

  @Override
  public MemoryNeed source(SourceLayout layout, ExpectedLoad load) {
    MemoryNeed.Tally tally = new MemoryNeed.Tally(true);
    long cells = layout.slice().cells();
    if (layout instanceof SourceLayout.Bernoulli bernoulli) {
      long found = doubled(LEAST_FOUND, load.mostEmitted());
      tally
          .keepArray("next spikes", cells, Long.BYTES)
          .keepArray("draws", cells, Integer.BYTES)
          .keepArray("due cells and their words", 2 * cells, Integer.BYTES)
          .keepArray("ends of refractory periods", bernoulli.stages().isEmpty() ? 0 : cells, 8)
          .keepArray("spikes", 2 * found, Integer.BYTES);
    } else {
      tally.keepArray("spikes", doubled(LEAST_LISTED, cells), Integer.BYTES);
    }
    return tally.sum();
  }

  @Override
  public MemoryNeed neurons(NeuronLayout layout, ExpectedLoad load) {
    MemoryNeed.Tally tally = new MemoryNeed.Tally(true);
    long cells = layout.slice().cells();
    for (String array :
        new String[] {
          "potentials",
          "sums",
          "drive",
          "refractoriness",
          "thresholds",
          "potentials above",
          "none above"
        }) {
      tally.keepArray(array, cells, Float.BYTES);
    }
    if (layout.isNoisy()) {
      tally.keepArray("noise", cells, Float.BYTES);
    }
    double perStep = load.emitted();
    long refractory = Math.min(cells, (long) Math.ceil(perStep * (layout.refractorySteps() + 1)));
    tally.keep("refractory cells", BYTES_QUEUED * doubled(LEAST_QUEUED, refractory));
    tally.keepArray("spikes", doubled(LEAST_LISTED, load.mostEmitted()), Integer.BYTES);
    for (ReceptorLayout receptor : layout.receptors()) {
      tally.keepArray("arrivals", cells, Float.BYTES);
      tally.keepArray("amplitudes", cells, Float.BYTES);
      if (receptor.synapse().kind().isAlpha()) {
        tally.keepArray("rising parts", cells, Float.BYTES);
      }
      arrivals(tally, receptor.arrivals(), cells);
    }
    return tally.sum();
  }

  private static void arrivals(MemoryNeed.Tally tally, ArrivalLayout arrivals, long cells) {
    if (arrivals instanceof ArrivalLayout.Counted counted) {
      rows(tally, counted.connections(), cells);
    } else if (arrivals instanceof ArrivalLayout.Distributed distributed) {
      Connections connections = distributed.connections();
      int slotBits = DistributedArrivals.slotBits((int) cells);
      tally
          .keepArray(
              "ring",
              (long) DistributedArrivals.slots(distributed.mostExtraSteps()) << slotBits,
              Integer.BYTES)
          .keepArray("rows", connections.sources() + 1L, Integer.BYTES)
          .keepArray("places", connections.count(), Integer.BYTES)
          .keepArray("units", connections.hasUnits() ? connections.count() : 0, Integer.BYTES)
          .forAWhile(2 * connections.count(), Integer.BYTES);
    } else if (arrivals instanceof ArrivalLayout.Poisson) {
      tally.keepArray("random words", WORDS_OF_BLOCK * cells, Integer.BYTES);
    }
  }

  /** Connections by source as {@link Rows} keeps them. */
  private static void rows(MemoryNeed.Tally tally, Connections connections, long targets) {
    int bytesPerTarget = Rows.bytesPerTarget((int) targets);
    tally
        .keepArray("rows", connections.sources() + 1L, Integer.BYTES)
        .keepArray("targets", connections.count(), bytesPerTarget);
    if (bytesPerTarget < Integer.BYTES) {
      tally.forAWhile(connections.count(), Integer.BYTES);
    }
  }

  @Override
  public MemoryNeed plasticity(PlasticityLayout layout, ExpectedLoad load) {
    MemoryNeed.Tally tally = new MemoryNeed.Tally(true);
    Connections connections = layout.connections();
    long cells = layout.slice().cells();
    rows(tally, connections, cells);
    tally.keepArray("weights", connections.count(), Float.BYTES);
    tally.keepArray("first synapses of targets", cells + 1, Integer.BYTES);
    if (layout.teacher() != null) {
      tally
          .keepArray("rows of the teacher", layout.teacher().sources() + 1L, Integer.BYTES)
          .keepArray("targets of the teacher", layout.teacher().count(), Integer.BYTES)
          .keepArray("last events", WorkShares.of(layout, threads).parts() * cells, Long.BYTES);
    }
    if (layout.rule() instanceof PlasticityLayout.TeacherGated gated) {
      double perSource = (double) layout.teacher().count() / layout.teacher().sources();
      double taught = load.inbound()[PlasticityState.TEACHER] * perSource * gated.windowSteps();
      boolean areFar = SynapticWeights.areFar(connections.count(), (int) cells);
      int putOff = areFar ? connections.sources() : 0;
      int versionBytes =
          (int)
              (areFar && GateVersions.suit((int) cells)
                  ? GateVersions.bytes((int) cells)
                  : ChangeVersions.bytes((int) cells));
      int versions = areFar ? PutOffChanges.versions(versionBytes) : 1;
      int parts = WorkShares.of(layout, threads).parts();
      tally
          .keepArray("changes", (long) parts * versions, versionBytes)
          .keepArray("changes put off", putOff, Long.BYTES)
          .keepArray("sources with such changes", putOff, Integer.BYTES)
          .keep("open windows", parts * BYTES_QUEUED * doubled(LEAST_QUEUED, (long) taught));
    } else {
      columns(tally, connections, cells);
      int bytesPerTrace =
          layout.rule() instanceof PlasticityLayout.Stdp ? Float.BYTES + Long.BYTES : Long.BYTES;
      tally.keepArray("traces of sources", connections.sources(), bytesPerTrace);
      if (layout.rule() instanceof PlasticityLayout.Stdp) {
        tally.keepArray("traces of targets", cells, bytesPerTrace);
      }
    }
    return tally.sum();
  }

  /** Connections by target as {@link Columns} keeps them. */
  private static void columns(MemoryNeed.Tally tally, Connections connections, long targets) {
    tally
        .keepArray("columns", targets + 1, Integer.BYTES)
        .keepArray("sources by target", connections.count(), Integer.BYTES)
        .keepArray("synapses by target", connections.count(), Integer.BYTES);
  }

  @Override
  public MemoryNeed ring(PlasticityLayout layout, int slots) {
    return new MemoryNeed.Tally(true)
        .keepArray(
            "arrival rings",
            WorkShares.of(layout, threads).workers() * (long) slots * layout.slice().cells(),
            Integer.BYTES)
        .keepArray("writers of slots", slots, Long.BYTES)
        .sum();
  }

  /** Length of an array that doubles from a first length until it has room. */
  private static long doubled(long first, long needed) {
    long length = first;
    while (length < needed) {
      length *= 2;
    }
    return length;
  }

  @Override
  public long capacityBytes() {
    return 0;
  }

  /** Arrays have as many elements as there are synapses at most, which is always allowed. */
  @Override
  public Optional<String> refusal(MemoryNeed need) {
    return Optional.empty();
  }
}
