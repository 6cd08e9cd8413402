package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olivo.config.TopologyReader;
import olivo.device.layout.Lowering;
import olivo.device.layout.NetworkLayout;
import olivo.device.layout.Partition;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.plan.ExchangeForecast;
import olivo.plan.MemoryForecast;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers that a run allocates, and those that were foretold without its connections. */
class MemoryForecastTest {
  private static final double TOLERANCE = 0.1;
  private static final Partition SLICED = new Partition(Map.of("PKJ", 2, "IO", 2, "BC", 3));

  static Stream<Arguments> runs() {
    return Stream.of(
        run("microcircuit", Partition.WHOLE, 400),
        run("microcircuit", SLICED, 400),
        run("microcircuit", Partition.WHOLE, 400, "projections.PF-PKJ.plasticity=A"),
        run("brunel", Partition.WHOLE, 60),
        run("coba", Partition.WHOLE, 150),
        run("song-stdp", Partition.WHOLE, 300),
        run("potjans-diesmann", Partition.WHOLE, 60),
        run("eyeblink", Partition.WHOLE, 5000, "protocol.from=0 s", "protocol.session=[paired]"));
  }

  private static Arguments run(String name, Partition partition, int durationMs, String... sets) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("duration=" + durationMs + " ms");
    return Arguments.of(name, partition, all);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shouldForetellWhatADeviceAllocates(String name, Partition partition, List<String> sets) {
    FoundDevice device = Bench.devices().get(0);
    assertForetold(name, partition, sets, device, Tuning.of(device), 2);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shouldForetellWhatADeviceWithAtomicsAllocates(
      String name, Partition partition, List<String> sets) {
    Tuning atomics = new Tuning(true, 1, 64, 1 << 24, 1 << 24, Tuning.MOST_NARROW_TARGETS);
    // launches of different sizes must not overlap on PoCL, see Tuning.eventItems
    assertForetold(name, partition, sets, Bench.devices().get(0), atomics, 1);
  }

  private static void assertForetold(
      String name,
      Partition partition,
      List<String> sets,
      FoundDevice found,
      Tuning tuning,
      int threads) {
    Topology topology = TopologyReader.read(Path.of("conf", name + ".conf"), sets).topology();
    try (OpenClDevice device = new OpenClDevice(found, tuning)) {
      Pacing pacing = Pacing.DEFAULT.withMaxEpochSteps(device.worthwhileEpochSteps());
      ExchangeForecast exchange = ExchangeForecast.of(topology, partition, pacing, threads);
      double foretold =
          MemoryForecast.of(topology, exchange, pacing, slice -> device)
              .devices()
              .get(found.name())
              .bytes();
      NetworkLayout network = Lowering.lower(topology, partition);
      ExchangePlan plan = ExchangePlanner.plan(network, pacing);
      Cast cast = Cast.create(plan, pacing, slice -> device);
      Collected collected = new Collected(topology.populations().size());
      assertThat(Runs.outcomeOf(plan, cast, collected, ClockActor.Patience.DEFAULT, threads))
          .isEqualTo(new RunOutcome.Completed());
      assertThat(foretold / device.context().mostBytesInUse())
          .as("%s: %.0f bytes foretold", name, foretold)
          .isCloseTo(1, within(TOLERANCE));
    }
  }
}
