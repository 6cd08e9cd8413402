package olivo.device.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import olivo.device.ExpectedLoad;
import olivo.device.MemoryNeed;
import olivo.device.PlasticityState;
import olivo.device.StateMemory;
import olivo.device.layout.ArrivalLayout;
import olivo.device.layout.Connections;
import olivo.device.layout.GeometricTable;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.ReceptorLayout;
import olivo.device.layout.SourceLayout;
import olivo.device.layout.SourceStage;

/** Buffers that the states of a device allocate. A test compares them with what states did. */
final class OpenClMemory implements StateMemory {
  private final FoundDevice device;
  private final Tuning tuning;

  OpenClMemory(FoundDevice device, Tuning tuning) {
    this.device = device;
    this.tuning = tuning;
  }

  @Override
  public MemoryNeed source(SourceLayout layout, ExpectedLoad load) {
    BufferTally tally = new BufferTally();
    if (layout instanceof SourceLayout.Bernoulli bernoulli && !bernoulli.isSilent()) {
      int cells = layout.slice().cells();
      Set<GeometricTable> tables = new HashSet<>();
      tables.add(bernoulli.intervals());
      for (SourceStage stage : bernoulli.stages()) {
        tables.addAll(Arrays.asList(stage.intervalsOf()));
      }
      tables.remove(null);
      tally
          .written("next spikes", 2L * cells)
          .written("draws", cells)
          .forAWhile(3L * cells)
          .written("interval table", tables.stream().mapToLong(GeometricTable::length).sum())
          .written("interval guide", (long) tables.size() << IntervalTables.GUIDE_BITS);
      if (!bernoulli.stages().isEmpty()) {
        tally
            .written("interval tables", tables.size() + 1L)
            .empty("ends of refractory periods", 2L * cells)
            .written("tables of cells", cells)
            .written("later tables of cells", cells);
      }
      spikes(tally, cells, bernoulli.refractorySteps(), load.epochSteps(), load.mostEmitted());
    }
    return tally.sum();
  }

  private void spikes(
      BufferTally tally, int cells, int refractorySteps, int epochSteps, long mostEmitted) {
    long most = SpikeList.largestCapacity(cells, tuning.spikeCapacity());
    int steps = Math.min(epochSteps, SpikeList.mostSteps(cells, refractorySteps, most));
    tally
        .empty("spikes", 1 + SpikeList.needed(cells, refractorySteps, steps))
        .readLater(mostEmitted);
  }

  @Override
  public MemoryNeed neurons(NeuronLayout layout, ExpectedLoad load) {
    BufferTally tally = new BufferTally();
    int cells = layout.slice().cells();
    LifKernel.tally(tally, tuning, layout);
    List<Connections> counted = new ArrayList<>();
    long events = 0;
    int most = OpenClNeurons.mostSlots(layout, tuning);
    for (int r = 0; r < layout.receptors().size(); r++) {
      ReceptorLayout receptor = layout.receptors().get(r);
      if (receptor.arrivals() instanceof ArrivalLayout.Counted arrivals) {
        counted.add(arrivals.connections());
        events += load.mostInbound(r);
      } else if (receptor.arrivals() instanceof ArrivalLayout.Distributed distributed) {
        most = Math.min(most, distributed(tally, distributed, cells, load.mostInbound(r)));
      } else if (receptor.arrivals() instanceof ArrivalLayout.Poisson poisson) {
        tally
            .written("count table", poisson.counts().bounds().length)
            .written("count guide", poisson.counts().guide().length);
      }
    }
    table(tally, counted, cells);
    if (events > 0) {
      tally.inbox(2 * events);
    }
    int slots = Math.min(load.epochSteps(), most);
    tally.empty("arrivals", slots * OpenClNeurons.arrivalsPerStep(layout));
    StateSamples.tally(tally, layout.probes(), cells, slots);
    spikes(tally, cells, layout.refractorySteps(), slots, load.mostEmitted());
    return tally.sum();
  }

  /** Rows and targets of a {@link ConnectionTable}. */
  private void table(BufferTally tally, List<Connections> projections, int cells) {
    long rows = projections.stream().mapToLong(Connections::sources).sum();
    long connections = projections.stream().mapToLong(Connections::count).sum();
    int chunks = ConnectionTable.chunks(cells, tuning.chunks());
    tally
        .written("rows", chunks * (rows + 1))
        .written("targets", TargetArray.words(tuning, connections, cells))
        .forAWhile((chunks + 1) * (rows + 1) + (projections.size() == 1 ? 3 : 2) * connections);
  }

  /** Adds what a {@link DistributedFeed} takes and returns its longest interval. */
  private int distributed(
      BufferTally tally, ArrivalLayout.Distributed layout, int cells, long events) {
    Connections connections = layout.connections();
    int slots = DistributedFeed.slots(layout.mostExtraSteps(), tuning, cells);
    int chunks = ConnectionTable.chunks(cells, tuning.chunks());
    tally
        .empty("arrival ring", (long) slots * cells)
        .written("rows", chunks * (connections.sources() + 1L))
        .written(
            "places",
            TargetArray.words(
                tuning,
                connections.count(),
                DistributedFeed.places(layout.mostExtraSteps(), cells)))
        .written("units", connections.count())
        .inbox(2 * events)
        .forAWhile(7 * connections.count());
    return slots - layout.mostExtraSteps();
  }

  @Override
  public MemoryNeed plasticity(PlasticityLayout layout, ExpectedLoad load) {
    BufferTally tally = new BufferTally();
    int cells = layout.slice().cells();
    Connections connections = layout.connections();
    long synapses = connections.count();
    long sources = connections.sources();
    tally.empty("weights", synapses).staged(synapses);
    table(tally, List.of(connections), cells);
    tally.forAWhile(5 * synapses).heap(synapses).heap(2 * sources).heap(2L * cells);
    long delivered = load.mostInbound(PlasticityState.PRE);
    long rowsFired = Math.min(sources, delivered);
    if (layout.teacher() != null) {
      tally.heap(layout.teacher().sources() + 1L).heap(layout.teacher().count());
    }
    if (layout.rule() instanceof PlasticityLayout.TeacherGated) {
      long judged = load.mostInbound(PlasticityState.JUDGED_OR_POST);
      long rows = Math.min(sources, delivered + judged);
      tally.inbox(3 * rows + delivered + judged + cells).heap(3L * cells);
    } else {
      ColumnIndex.tally(tally, synapses, cells);
      long post = load.mostInbound(PlasticityState.JUDGED_OR_POST);
      long fired = Math.min(cells, post);
      tally.inbox(3 * rowsFired + delivered + 3 * fired + post + 2 * sources + cells);
      if (layout.rule() instanceof PlasticityLayout.Stdp stdp) {
        TraceBuffers.tally(tally, "sources", sources, stdp.sourceDecay());
        TraceBuffers.tally(tally, "targets", cells, stdp.targetDecay());
      } else {
        tally.written("last spikes", 2 * sources);
      }
    }
    return tally.sum();
  }

  @Override
  public MemoryNeed ring(PlasticityLayout layout, int slots) {
    return new BufferTally().empty("arrival ring", (long) slots * layout.slice().cells()).sum();
  }

  @Override
  public long capacityBytes() {
    return device.memoryBytes();
  }

  @Override
  public Optional<String> refusal(MemoryNeed need) {
    return need.largest() > device.largestBufferBytes()
        ? Optional.of(tooLarge(need.largestName(), need.largest(), device))
        : Optional.empty();
  }

  /** Says that a buffer is too large for a device. */
  static String tooLarge(String name, long bytes, FoundDevice device) {
    return String.format(
        Locale.ROOT,
        "the buffer '%s' takes %.1f MB, the device holds at most %.1f MB in one buffer",
        name,
        bytes / ClQueue.BYTES_PER_MB,
        device.largestBufferBytes() / ClQueue.BYTES_PER_MB);
  }
}
