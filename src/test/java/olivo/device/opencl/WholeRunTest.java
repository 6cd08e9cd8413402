package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.SequentialSimulator;
import olivo.model.Plasticity;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.GeneralNetwork;
import olivo.testing.Runs;
import olivo.testing.TimedNetwork;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeRunTest {
  private static final Pacing SHORT = new Pacing(13, 37, 100, 64, 9);

  static Stream<Bench.Setup> setups() {
    return Bench.setups();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldEqualTheJvmWhenCircuitLearns(Bench.Setup setup) throws IOException {
    for (Plasticity rule : List.of(Circuits.gated(), Circuits.paired())) {
      Topology topology = Circuits.microcircuit(5, 700, rule, 16);
      Collected expected = Runs.sequentially(topology);
      assertThat(expected.spikes(topology.populationIndex("IO"))).isNotEmpty();
      try (Device device = setup.open()) {
        Runs.assertSame(
            topology, run(topology, Partition.WHOLE, Pacing.DEFAULT, slice -> device), expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldEqualTheJvmWhenNetworkHasEveryKindOfPart(Bench.Setup setup) throws IOException {
    Topology topology = GeneralNetwork.of(4, 150);
    Collected expected = Runs.sequentially(topology);
    Partition sliced = new Partition(Map.of("E", 2, "M", 3, "G", 2));
    try (Device device = setup.open()) {
      Runs.assertSame(
          topology, run(topology, Partition.WHOLE, Pacing.DEFAULT, slice -> device), expected);
      Runs.assertSame(topology, run(topology, sliced, SHORT, slice -> device), expected);
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void shouldEqualTheJvmWhenSynapsesLearnByTheTimingOfSpikes(Bench.Setup setup) throws IOException {
    Topology topology =
        TimedNetwork.of(
            "interventions=[{ at = 50.3 ms, freeze = E-E },"
                + " { at = 90 ms, thaw = E-E, scale-weights { F-E = 1.5 },"
                + "   set { plasticity.HARD.a_minus = 0.1 } }]");
    Collected expected = Runs.sequentially(topology);
    Partition sliced = new Partition(Map.of("E", 3, "F", 2));
    try (Device device = setup.open()) {
      Runs.assertSame(
          topology, run(topology, Partition.WHOLE, Pacing.DEFAULT, slice -> device), expected);
      Runs.assertSame(topology, run(topology, sliced, SHORT, slice -> device), expected);
    }
  }

  @Test
  void shouldEqualTheJvmWhenSlicesAreSpreadOverDevicesInShortEpochs() throws IOException {
    List<FoundDevice> found = Bench.devices();
    Partition partition = new Partition(Map.of("PKJ", 3, "IO", 2, "BC", 2));
    for (Plasticity rule : List.of(Circuits.gated(), Circuits.paired())) {
      Topology topology = Circuits.microcircuit(6, 300, rule, 16);
      Collected expected = Runs.sequentially(topology);
      try (Device first = new OpenClDevice(found.get(0));
          Device last = new OpenClDevice(found.get(found.size() - 1));
          Device jvm = new JvmDevice()) {
        List<Device> devices = List.of(first, last, jvm);
        Function<Slice, Device> placement =
            slice ->
                devices.get(
                    (slice.population() + 3 * slice.firstCell() / slice.populationSize()) % 3);
        Runs.assertSame(topology, run(topology, partition, SHORT, placement), expected);
      }
    }
  }

  @RepeatedTest(3)
  void shouldEqualTheJvmWhenActorsShareDevices() {
    List<FoundDevice> found = Bench.devices();
    Topology topology = Circuits.microcircuit(7, 300, Circuits.gated(), 16);
    Partition partition = new Partition(Map.of("PKJ", 2));
    ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, partition), Pacing.DEFAULT);
    Collected collected = new Collected(topology.populations().size());
    try (Device first = new OpenClDevice(found.get(0));
        Device last = new OpenClDevice(found.get(found.size() - 1))) {
      Cast cast = Cast.create(plan, Pacing.DEFAULT, slice -> slice.firstCell() > 0 ? last : first);
      RunOutcome outcome = Runs.outcomeOf(plan, cast, collected, ClockActor.Patience.DEFAULT, 2);
      assertThat(outcome).isEqualTo(new RunOutcome.Completed());
    }
    Runs.assertSame(topology, collected, Runs.sequentially(topology));
  }

  private static Collected run(
      Topology topology, Partition partition, Pacing pacing, Function<Slice, Device> placement)
      throws IOException {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, partition), pacing);
    Collected collected = new Collected(topology.populations().size());
    try (Cast cast = Cast.create(plan, pacing, placement)) {
      SequentialSimulator.run(plan, cast, collected);
    }
    return collected;
  }
}
