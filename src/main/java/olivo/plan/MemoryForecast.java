package olivo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import olivo.device.Device;
import olivo.device.ExpectedLoad;
import olivo.device.MemoryNeed;
import olivo.device.layout.Lowering;
import olivo.device.layout.NeuronLayout;
import olivo.device.layout.Partition;
import olivo.device.layout.PlasticityLayout;
import olivo.device.layout.Slice;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.Route;
import olivo.model.Topology;

/**
 * How much memory a run is going to take, told without making any of its states. Synapses that are
 * drawn count as many as are expected.
 *
 * @param devices what each device holds, by name
 * @param host what the JVM takes
 */
public record MemoryForecast(Map<String, OfDevice> devices, HostMemory host) {

  private static final double BYTES_PER_MB = 1e6;

  /**
   * What one device holds.
   *
   * @param bytes in states and rings
   * @param capacityBytes memory that it has; 0 where it is the heap of the JVM
   * @param refusals what it cannot hold, each with its owner
   */
  public record OfDevice(long bytes, long capacityBytes, List<String> refusals) {
    public OfDevice {
      refusals = List.copyOf(refusals);
    }

    /** Whether states live on the heap of the JVM. */
    public boolean isHeap() {
      return capacityBytes == 0;
    }
  }

  /** Sums of one device under way. */
  private static final class Sum {
    private final long capacityBytes;
    private final List<String> refusals = new ArrayList<>();
    private long bytes;

    Sum(long capacityBytes) {
      this.capacityBytes = capacityBytes;
    }

    OfDevice done() {
      return new OfDevice(bytes, capacityBytes, refusals);
    }
  }

  /**
   * A forecast.
   *
   * @param exchange how the run is cut into epochs
   * @param pacing what that was made with
   * @param placement device of each slice
   */
  public static MemoryForecast of(
      Topology topology,
      ExchangeForecast exchange,
      Pacing pacing,
      Function<Slice, Device> placement) {
    return new Adding(topology, exchange.plan(), exchange.longestSteps(), pacing, placement)
        .forecast();
  }

  /** The same without a forecast of the exchange: every epoch may be as long as any can be. */
  public static MemoryForecast ofLongestEpochs(
      Topology topology, Partition partition, Pacing pacing, Function<Slice, Device> placement) {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.outline(topology, partition), pacing);
    int[] longestSteps =
        plan.participants().stream()
            .mapToInt(participant -> Math.max(participant.quantumSteps(), pacing.maxEpochSteps()))
            .toArray();
    return new Adding(topology, plan, longestSteps, pacing, placement).forecast();
  }

  /** Why devices cannot hold the run, one line for each of them; empty if all can. */
  public List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    devices.forEach(
        (name, device) -> {
          if (!device.refusals().isEmpty()) {
            refusals.add(device.refusals().get(0));
          } else if (!device.isHeap() && device.bytes() > device.capacityBytes()) {
            refusals.add(
                String.format(
                    Locale.ROOT,
                    "%s: what lives there takes %.1f MB, the device has %.1f MB: share it out over"
                        + " several devices",
                    name,
                    device.bytes() / BYTES_PER_MB,
                    device.capacityBytes() / BYTES_PER_MB));
          }
        });
    return refusals;
  }

  /** Goes through all states in the order in which a run makes them. */
  private static final class Adding {
    private final Topology topology;
    private final ExchangePlan plan;
    private final int[] longestSteps;
    private final Pacing pacing;
    private final Function<Slice, Device> placement;
    private final Workload workload;
    private final Map<String, Sum> sums = new TreeMap<>();
    private final HostMemory.Tally host;

    Adding(
        Topology topology,
        ExchangePlan plan,
        int[] longestSteps,
        Pacing pacing,
        Function<Slice, Device> placement) {
      this.topology = topology;
      this.plan = plan;
      this.longestSteps = longestSteps;
      this.pacing = pacing;
      this.placement = placement;
      this.workload = Workload.of(topology);
      this.host = new HostMemory.Tally(topology, plan.participants().size());
    }

    MemoryForecast forecast() {
      for (int i = 0; i < plan.participants().size(); i++) {
        Participant participant = plan.participants().get(i);
        if (participant instanceof Participant.Source source) {
          Slice slice = source.layout().slice();
          Device device = placement.apply(slice);
          host.layout(source.layout());
          add(slice.label(), device, device.memory().source(source.layout(), load(i, slice)));
        } else if (participant instanceof Participant.Plastic plastic) {
          addPlasticity(i, plastic.layout());
        }
      }
      for (int i = 0; i < plan.participants().size(); i++) {
        for (NeuronLayout layout : neurons(plan.participants().get(i))) {
          Slice slice = layout.slice();
          Device device = placement.apply(slice);
          host.layout(layout);
          add(slice.label(), device, device.memory().neurons(layout, load(i, slice)));
        }
      }
      underWay();
      Map<String, OfDevice> devices = new TreeMap<>();
      sums.forEach((name, sum) -> devices.put(name, sum.done()));
      return new MemoryForecast(devices, host.sum());
    }

    private static List<NeuronLayout> neurons(Participant participant) {
      return participant instanceof Participant.Neurons one
          ? List.of(one.layout())
          : participant instanceof Participant.Coupled coupled ? coupled.slices() : List.of();
    }

    private void addPlasticity(int participant, PlasticityLayout layout) {
      Device device = placement.apply(layout.slice());
      int slots = ExchangePlanner.ringSlots(layout, pacing);
      add(layout.label(), device, device.memory().ring(layout, slots));
      add(
          layout.label(),
          device,
          device.memory().plasticity(layout, load(participant, layout.slice())));
    }

    private void add(String owner, Device device, MemoryNeed need) {
      Sum sum = sums.computeIfAbsent(device.name(), n -> new Sum(device.memory().capacityBytes()));
      sum.bytes += need.kept();
      device
          .memory()
          .refusal(need)
          .ifPresent(why -> sum.refusals.add(owner + " on " + device.name() + ": " + why));
      host.state(need, sum.capacityBytes == 0);
    }

    private ExpectedLoad load(int participant, Slice slice) {
      double[] inbound = new double[plan.participants().get(participant).ports()];
      for (Route route : plan.routes()) {
        if (route.to() == participant) {
          inbound[route.port()] += spikesPerStep(route.from());
        }
      }
      return new ExpectedLoad(longestSteps[participant], spikesPerStep(slice), inbound);
    }

    private double spikesPerStep(Slice slice) {
      double perSecond =
          workload.of(slice.name()).spikes() * slice.cells() / slice.populationSize();
      return perSecond * topology.step().dtMs() * 1e-3;
    }

    private double spikesPerStep(int participant) {
      Participant emitter = plan.participants().get(participant);
      if (emitter instanceof Participant.Source source) {
        return spikesPerStep(source.layout().slice());
      }
      return neurons(emitter).stream().mapToDouble(layout -> spikesPerStep(layout.slice())).sum();
    }

    /** Spikes wait until the last of their readers has passed them. */
    private void underWay() {
      for (int i = 0; i < plan.recorder(); i++) {
        long steps = 0;
        for (Route route : plan.routes()) {
          if (route.from() == i) {
            int ahead = pacing.runAheadSteps() + plan.participants().get(route.to()).quantumSteps();
            steps = Math.max(steps, route.lagSteps() + ahead);
          }
        }
        host.spikes(spikesPerStep(i) * (steps + plan.participants().get(i).quantumSteps()));
      }
    }
  }
}
