package olivo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import olivo.config.TopologyReader;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Csr;
import olivo.device.layout.FanIn;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.SequentialSimulator;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.HeapArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryForecastTest {
  private static final double TOLERANCE = 0.1;
  private static final JvmDevice JVM = new JvmDevice(3);

  private static Topology topology(String name, List<String> sets) {
    return TopologyReader.read(Path.of("conf", name + ".conf"), sets).topology();
  }

  private static MemoryForecast forecast(Topology topology, Partition partition) {
    ExchangeForecast exchange = ExchangeForecast.of(topology, partition, Pacing.DEFAULT, 1);
    return MemoryForecast.of(topology, exchange, Pacing.DEFAULT, slice -> JVM);
  }

  @ParameterizedTest
  @CsvSource({
    "microcircuit, 300, 1, ''",
    "microcircuit, 300, 2, ''",
    "microcircuit, 300, 1, projections.PF-PKJ.plasticity=A",
    "microcircuit-x16, 10, 1, ''",
    "brunel, 60, 1, ''",
    "coba, 150, 1, ''",
    "song-stdp, 300, 1, ''",
    "potjans-diesmann, 40, 1, ''",
  })
  void shouldForetellTheArraysOfTheBuiltInDevice(
      String name, int durationMs, int slices, String set) throws IOException {
    List<String> sets =
        set.isEmpty()
            ? List.of("duration=" + durationMs + " ms")
            : List.of("duration=" + durationMs + " ms", set);
    Topology topology = topology(name, sets);
    Partition partition =
        slices == 1 ? Partition.WHOLE : new Partition(Map.of("PKJ", slices, "IO", slices));
    double foretold = forecast(topology, partition).devices().get(JvmDevice.NAME).bytes();
    ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, partition), Pacing.DEFAULT);
    try (Cast cast = Cast.create(plan, Pacing.DEFAULT, slice -> JVM)) {
      SequentialSimulator.run(plan, cast, new Collected(topology.populations().size()));
      long counted =
          HeapArrays.bytes(
              cast,
              type ->
                  type == Csr.class || !type.getPackageName().equals(Csr.class.getPackageName()));
      assertThat(foretold / counted)
          .as("%.0f bytes foretold", foretold)
          .isCloseTo(1, within(TOLERANCE));
    }
  }

  /** The heap as it is once all garbage has gone. */
  private static long usedHeap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void shouldForetellAHugeNetworkWithoutMakingIt() throws InterruptedException {
    Topology topology = topology("microcircuit-x256", List.of());
    long before = usedHeap();
    ExchangePlan plan =
        ExchangePlanner.plan(Lowering.outline(topology, Partition.WHOLE), Pacing.DEFAULT);
    assertThat(usedHeap() - before).isLessThan(64 << 20);
    Reference.reachabilityFence(plan);
    HostMemory host =
        MemoryForecast.ofLongestEpochs(topology, Partition.WHOLE, Pacing.DEFAULT, slice -> JVM)
            .host();
    // 34 million plastic synapses of 6 bytes, 71 million static ones of 2 or 4, arrivals in threes.
    assertThat(host.heapBytes()).isBetween(450_000_000L, 750_000_000L);
    assertThat(host.peakHeapBytes()).isBetween(900_000_000L, 1_200_000_000L);
  }

  @Test
  void shouldRefuseWhatIsLargerThanItsDevice() {
    MemoryForecast.OfDevice full = new MemoryForecast.OfDevice(3L << 30, 2L << 30, List.of());
    MemoryForecast.OfDevice unable =
        new MemoryForecast.OfDevice(3L << 30, 2L << 30, List.of("A on opencl:0.1: no", "B: no"));
    MemoryForecast.OfDevice able = new MemoryForecast.OfDevice(2L << 30, 2L << 30, List.of());
    MemoryForecast.OfDevice heap = new MemoryForecast.OfDevice(3L << 30, 0, List.of());
    HostMemory host = new HostMemory(0, 0, 0);
    assertThat(
            new MemoryForecast(
                    new TreeMap<>(
                        Map.of(
                            "opencl:0.0",
                            full,
                            "opencl:0.1",
                            unable,
                            "opencl:0.2",
                            able,
                            "jvm",
                            heap)),
                    host)
                .refusals())
        .containsExactly(
            "opencl:0.0: what lives there takes 3221.2 MB, the device has 2147.5 MB: share it out"
                + " over several devices",
            "A on opencl:0.1: no");
  }

  @Test
  void shouldLetConnectionsGoWhenTheyAreReleased() throws InterruptedException {
    NetworkLayout network = Lowering.lower(topology("microcircuit", List.of()), Partition.WHOLE);
    ExchangePlan plan = ExchangePlanner.plan(network, Pacing.DEFAULT);
    Cast cast = Cast.create(plan, Pacing.DEFAULT, slice -> JVM);
    List<WeakReference<FanIn>> drawn = network.fanIns().stream().map(WeakReference::new).toList();
    usedHeap();
    assertThat(drawn).noneMatch(connections -> connections.get() == null);
    network.releaseConnections();
    for (int i = 0; i < 50 && drawn.stream().anyMatch(c -> c.get() != null); i++) {
      usedHeap();
    }
    assertThat(drawn).allMatch(connections -> connections.get() == null);
    Reference.reachabilityFence(cast);
    Reference.reachabilityFence(plan);
    Reference.reachabilityFence(network);
  }
}
