package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import olivo.config.TopologyReader;
import olivo.device.Device;
import olivo.device.layout.Partition;
import olivo.device.opencl.FoundDevice;
import olivo.device.opencl.OpenClDevice;
import olivo.device.opencl.OpenClPlatforms;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Needs;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an intervention does, to the step, and the same on every device. */
class InterventionValidationTest {
  private static final String PASSIVE =
      """
      name = passive, dt = 0.1 ms, duration = 3 ms
      populations.CELL { size = 1, model { type = lif, C_m = 100 pF, g_L = 10 nS, E_L = -70 mV
        V_th = 0 mV, V_reset = -70 mV, t_ref = 2 ms, V_init = -70 mV, I_e = 50 pA } }
      record.potentials.CELL { cells = [0], every = 0.1 ms }
      interventions = [ { at = 1 ms, scale { populations.CELL.model.I_e = 2 } }
        { at = 2 ms, set { populations.CELL.model { I_e = 0 pA, g_L = 20 nS } } } ]
      """;

  private static Topology topology(String hocon, String... sets) {
    return TopologyReader.readString(hocon, "test", List.of(sets)).topology();
  }

  private static Topology circuit(String interventions, String rule, String duration) {
    return TopologyReader.read(
            Path.of("conf/microcircuit.conf"),
            List.of(
                "interventions=[" + interventions + "]",
                "projections.PF-PKJ.plasticity=" + rule,
                "duration=" + duration,
                "record.weights.PF-PKJ.every=20ms"))
        .topology();
  }

  @Test
  void shouldActFromItsStepOn() {
    Collected run = Runs.sequentially(topology(PASSIVE));
    float v = -70;
    List<Float> expected = new ArrayList<>();
    for (int step = 0; step < 30; step++) {
      float drive = step < 10 ? 50 : step < 20 ? 100 : 0;
      float leak = step < 20 ? 10 : 20;
      v += (float) (0.1 / 100) * (leak * (-70 - v) + drive);
      expected.add(v);
    }
    assertThat(run.samples().values().stream().map(value -> value[0]).toList()).isEqualTo(expected);
  }

  @Test
  void shouldScaleWeightsAtTheBeginningOfItsStep() {
    Topology topology =
        circuit("{ at = 40 ms, freeze = PF-PKJ, scale-weights { PF-PKJ = 0.5 } }", "B", "81 ms");
    SortedMap<String, float[]> samples = Runs.sequentially(topology).samples();
    assertThat(samples.get("weights 0/%010d".formatted(200))).containsOnly(1f);
    assertThat(samples.get("weights 0/%010d".formatted(400))).containsOnly(0.5f);
    assertThat(samples.get("weights 0/%010d".formatted(800))).containsOnly(0.5f);
  }

  @Test
  void shouldSilenceATargetWhenItsOnlyInputIsCut() {
    Topology topology =
        circuit("{ at = 50 ms, cut = [PF-BC] }, { at = 150 ms, restore = PF-BC }", "B", "250 ms");
    Collected run = Runs.sequentially(topology);
    int bc = topology.populationIndex("BC");
    long[] steps = Stream.of(run.spikes(bc)).mapToLong(spike -> spike[0]).toArray();
    assertThat(LongStream.of(steps).filter(step -> step > 800 && step < 1500)).isEmpty();
    assertThat(LongStream.of(steps).filter(step -> step < 500)).isNotEmpty();
    assertThat(LongStream.of(steps).filter(step -> step > 1700)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B"})
  void shouldGiveTheSameOnEveryDeviceInSlicesAndInShortEpochs(String rule) throws Exception {
    Topology topology =
        circuit(
            "{ at = 30.1 ms, scale { populations.IO.model.I_e = 1.3, populations.PKJ.model.g_L = 0.9 } },"
                + "{ at = 60 ms, cut = [DCN-IO, IO], freeze = PF-PKJ },"
                + "{ at = 90.7 ms, scale-weights { PF-PKJ = 1.5 }, thaw = PF-PKJ,"
                + "  set { projections.BC-PKJ.synapse.tau = 8 ms, populations.IO.model.noise = 0 pA sqrt(s) } },"
                + "{ at = 120 ms, restore = [DCN-IO, IO], set { plasticity.B.a_ltd = 0.02, plasticity.A.a_ltp = 0.01 } }",
            rule,
            "170 ms");
    Collected whole = Runs.sequentially(topology);
    Collected untouched = Runs.sequentially(topology.withStages(List.of()));
    int plastic = topology.projections().indexOf(topology.projection("PF-PKJ"));
    assertThat(whole.finalWeights(plastic)).isNotEqualTo(untouched.finalWeights(plastic));
    Partition partition = new Partition(Map.of("PKJ", 3, "IO", 2, "BC", 2));
    Runs.assertSame(topology, Runs.sequentially(topology, partition, Pacing.singleSteps()), whole);
    Runs.assertSame(
        topology, Runs.withActors(topology, partition, new Pacing(13, 37, 100, 64, 9), 2), whole);
    if (Needs.isContinuousIntegration()) {
      assertThat(OpenClPlatforms.inventory().devices()).isNotEmpty();
    }
    for (FoundDevice found : OpenClPlatforms.inventory().devices()) {
      try (Device device = OpenClDevice.open(found.name())) {
        Runs.assertSame(
            topology, Runs.sequentially(topology, partition, Pacing.DEFAULT, device), whole);
      }
    }
  }
}
