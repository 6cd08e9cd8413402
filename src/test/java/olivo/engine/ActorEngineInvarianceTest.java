package olivo.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olivo.config.TopologyReader;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The actors against the sequential simulator, bit for bit. */
class ActorEngineInvarianceTest {
  @TestFactory
  Stream<DynamicTest> shouldAgreeWithTheSequentialSimulator() {
    return Stream.of(
            Circuits.microcircuit(3, 1200, Circuits.gated(), 4),
            Circuits.microcircuit(3, 1200, Circuits.paired(), 4))
        .flatMap(ActorEngineInvarianceTest::variantsOf);
  }

  private static Stream<DynamicTest> variantsOf(Topology topology) {
    Collected expected = Runs.sequentially(topology);
    String rule =
        topology.projections().get(0).plasticity().orElseThrow().getClass().getSimpleName();
    Partition sliced = new Partition(Map.of("PKJ", 2, "BC", 2));
    Partition coupled = new Partition(Map.of("IO", 3, "PKJ", 2));
    return Stream.of(
        variant(topology, expected, rule + ", 1 thread", Partition.WHOLE, Pacing.DEFAULT, 1),
        variant(topology, expected, rule + ", 2 threads", Partition.WHOLE, Pacing.DEFAULT, 2),
        variant(topology, expected, rule + ", 4 threads", Partition.WHOLE, Pacing.DEFAULT, 4),
        variant(
            topology, expected, rule + ", single steps", Partition.WHOLE, Pacing.singleSteps(), 2),
        variant(topology, expected, rule + ", PKJ and BC sliced", sliced, Pacing.DEFAULT, 2),
        variant(topology, expected, rule + ", IO and PKJ sliced", coupled, Pacing.DEFAULT, 4));
  }

  /** With so many threads; of two slices of PKJ, each has its synapses shared out again. */
  @TestFactory
  Stream<DynamicTest> shouldAgreeWhereThreadsShareTheWorkOfOne() {
    Topology topology =
        TopologyReader.read(
                Path.of("conf", "microcircuit-x4.conf"),
                List.of(
                    "duration=250 ms",
                    "record.weights.PF-PKJ.every=33.3 ms",
                    "interventions=[{at=120.5 ms, scale-weights={PF-PKJ=0.8}}]"))
            .topology();
    Collected expected = Runs.sequentially(topology);
    Partition sliced = new Partition(Map.of("PKJ", 2));
    return Stream.of(
        variant(topology, expected, "4 threads", Partition.WHOLE, Pacing.DEFAULT, 4),
        variant(topology, expected, "6 threads", Partition.WHOLE, Pacing.DEFAULT, 6),
        variant(topology, expected, "single steps", Partition.WHOLE, Pacing.singleSteps(), 4),
        variant(topology, expected, "PKJ sliced", sliced, Pacing.DEFAULT, 7));
  }

  private static DynamicTest variant(
      Topology topology,
      Collected expected,
      String name,
      Partition partition,
      Pacing pacing,
      int threads) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            Runs.assertSame(
                topology, Runs.withActors(topology, partition, pacing, threads), expected));
  }
}
