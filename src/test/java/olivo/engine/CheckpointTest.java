package olivo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.jvm.JvmDevice;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.StartingPoint;
import olivo.model.Checkpoint;
import olivo.model.Population;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Needs;
import olivo.testing.Runs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that goes on from a checkpoint is the run that was never interrupted, bit for bit. */
class CheckpointTest {
  /** So many that they share the weights of the largest network here. */
  private static final int THREADS = 4;

  private static List<FoundDevice> openCl;

  @BeforeAll
  static void findDevices() {
    openCl = OpenClPlatforms.inventory().devices();
    Needs.that(!openCl.isEmpty(), "an OpenCL device");
  }

  /** Every kind of state that there is: see the topologies. */
  static Stream<Arguments> networks() {
    return Stream.of(
        network("microcircuit", 400, "record.potentials.IO={ cells = [0, 3], every = 1 ms }"),
        network("microcircuit", 300, "projections.PF-PKJ.plasticity=A"),
        network(
            "microcircuit",
            300,
            "interventions=[{at=90 ms, set={populations.PF.model.rate=60 Hz}}, "
                // in the very step of a checkpoint
                + "{at=100.1 ms, set={populations.PF.model.rate=45 Hz}, scale-weights={PF-PKJ=0.5}}, "
                + "{at=150 ms, set={populations.IO.model.I_e=300pA}, freeze=PF-PKJ}, "
                + "{at=220 ms, thaw=PF-PKJ, cut=IO}]"),
        // large enough for threads to help each other
        network(
            "microcircuit-x4",
            130,
            "record.weights.PF-PKJ.every=33.3 ms",
            "interventions=[{at=50.3 ms, scale-weights={PF-PKJ=0.5}},"
                + "{at=104 ms, freeze=PF-PKJ}]"),
        network("coba", 100),
        network("cuba", 100, "populations.E.size=800", "populations.I.size=200"),
        network("brunel", 40),
        network("song-stdp", 200, "duration=200 ms"),
        network("potjans-diesmann", 30),
        network(
            "microcircuit",
            200,
            "projections.PF-BC.delay={ type = uniform, low = 0.5 ms, high = 9 ms }",
            "projections.BC-PKJ.synapse={ type = alpha-conductance, tau = 3 ms, E_rev = -75 mV }"));
  }

  private static Arguments network(String name, int durationMs, String... sets) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("duration=" + durationMs + " ms");
    return Arguments.of(name, all);
  }

  private static Topology read(String name, List<String> sets) {
    return TopologyReader.read(Path.of("conf", name + ".conf"), sets).topology();
  }

  private static Partition sliced(Topology topology, int slices) {
    Map<String, Integer> all = new HashMap<>();
    for (Population population : topology.populations()) {
      if (population.model().isNeuron() && population.size() >= slices) {
        all.put(population.name(), slices);
      }
    }
    return new Partition(all);
  }

  private static Checkpointing from(Checkpoint checkpoint) {
    return new Checkpointing(new StartingPoint(Optional.of(checkpoint)), 0);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void shouldGoOnAsIfNothingHadHappenedWhereverItDoes(String name, List<String> sets) {
    Topology topology = read(name, sets);
    Collected whole = Runs.sequentially(topology);
    long every = topology.steps() / 3 + 1;
    Checkpointing saving = new Checkpointing(StartingPoint.ZERO, every);

    Collected onJvm = withActors(topology, sliced(topology, 3), Pacing.DEFAULT, saving, null);
    Runs.assertSame(topology, onJvm, whole);
    assertThat(onJvm.checkpoints()).extracting(Checkpoint::step).containsExactly(every, 2 * every);
    try (Device device = new OpenClDevice(openCl.get(0))) {
      Collected onOpenCl = new Collected(topology.populations().size());
      Pacing longer = Pacing.DEFAULT.withMaxEpochSteps(device.worthwhileEpochSteps());
      Runs.sequentially(topology, Partition.WHOLE, longer, device, saving, onOpenCl);
      Runs.assertSame(topology, onOpenCl, whole);
      for (int i = 0; i < 2; i++) {
        Checkpoint ofJvm = onJvm.checkpoints().get(i);
        Checkpoint ofOpenCl = onOpenCl.checkpoints().get(i);
        Collected elsewhere = whole.upTo(ofJvm.step());
        Partition halves = sliced(topology, 2);
        Runs.sequentially(topology, halves, longer, device, from(ofJvm), elsewhere);
        Runs.assertSame(topology, elsewhere, whole);
        Collected here = whole.upTo(ofOpenCl.step());
        withActors(
            topology, Partition.WHOLE, Pacing.DEFAULT.withMaxEpochSteps(7), from(ofOpenCl), here);
        Runs.assertSame(topology, here, whole);
      }
    }
  }

  private static Collected withActors(
      Topology topology,
      Partition partition,
      Pacing pacing,
      Checkpointing checkpointing,
      Collected before) {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(topology, partition), pacing);
    Collected collected = before == null ? new Collected(topology.populations().size()) : before;
    Device device = new JvmDevice(THREADS);
    Cast cast = Cast.create(plan, pacing, slice -> device);
    RunOutcome outcome =
        Runs.outcomeOf(plan, cast, checkpointing, collected, ClockActor.Patience.DEFAULT, THREADS);
    assertThat(outcome).isEqualTo(new RunOutcome.Completed());
    return collected;
  }

  @ParameterizedTest
  @ValueSource(strings = {"microcircuit", "microcircuit-x4"})
  void shouldSaveAgainAfterGoingOn(String name) {
    Topology topology = read(name, List.of("duration=120 ms"));
    Collected whole = Runs.sequentially(topology);
    Collected first =
        withActors(
            topology,
            Partition.WHOLE,
            Pacing.DEFAULT,
            new Checkpointing(StartingPoint.ZERO, 500),
            null);
    Checkpointing second =
        new Checkpointing(new StartingPoint(Optional.of(first.checkpoints().get(0))), 350);
    Collected rest = withActors(topology, Partition.WHOLE, Pacing.DEFAULT, second, whole.upTo(500));
    assertThat(rest.checkpoints()).extracting(Checkpoint::step).containsExactly(700L, 1050L);
    Collected third = whole.upTo(1050);
    withActors(
        topology, sliced(topology, 2), Pacing.DEFAULT, from(rest.checkpoints().get(1)), third);
    Runs.assertSame(topology, third, whole);
  }

  @Test
  void shouldRefuseTheCheckpointOfAnotherNetwork() {
    Topology topology = read("microcircuit", List.of("duration=60 ms"));
    Collected run =
        withActors(
            topology,
            Partition.WHOLE,
            Pacing.DEFAULT,
            new Checkpointing(StartingPoint.ZERO, 500),
            null);
    Checkpoint checkpoint = run.checkpoints().get(0);
    for (String change : List.of("populations.PKJ.size=136", "populations.BC.size=500")) {
      Topology other = read("microcircuit", List.of("duration=60 ms", change));
      Pacing pacing = Pacing.DEFAULT;
      ExchangePlan plan = ExchangePlanner.plan(Lowering.lower(other, Partition.WHOLE), pacing);
      try (Device device = new JvmDevice();
          Cast cast = Cast.create(plan, pacing, slice -> device)) {
        assertThatThrownBy(() -> cast.restore(plan, checkpoint))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("values");
      }
    }
  }
}
