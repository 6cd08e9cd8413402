package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
import olivo.testing.StepwiseOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stimuli act in their steps, on their cells, and the same on every device. */
class ProtocolValidationTest {
  private static final String PASSIVE =
      """
      name = passive, dt = 0.1 ms, duration = 4 ms
      populations.CELL { size = 3, model { type = lif, C_m = 100 pF, g_L = 10 nS, E_L = -70 mV
        V_th = 0 mV, V_reset = -70 mV, t_ref = 2 ms, V_init = -70 mV, I_e = 50 pA } }
      record.potentials.CELL { cells = [0, 1, 2], every = 0.1 ms }
      stimuli.US { type = current, to = CELL, cells = [0, 2], current = 30 pA }
      protocol { from = 0.5 ms, session = [{ T = 2 }]
        trials.T { duration = 1.5 ms, US { onset = 0.2 ms, length = 0.4 ms } } }
      interventions = [{ at = 2.1 ms, scale { populations.CELL.model.I_e = 2 } }]
      """;

  private static final String CIRCUIT =
      """
      stimuli {
        CS { type = rate, of = PF, first-cell = 100, last-cell = 1000, rate = 120 Hz }
        MOSSY { type = rate, of = MF, rate = 0 Hz }
        US { type = current, to = IO, cells = [0, 1, 2, 7, 8, 15], current = 900 pA }
        PUSH { type = current, to = PKJ, first-cell = 40, current = -200 pA }
      }
      protocol { from = 5.3 ms, session = [{ T = 3 }], trials.T { duration = 50 ms
        CS { onset = 5 ms, length = 45 ms, probability = 0.7 }
        MOSSY { onset = 0.1 ms, length = 20.6 ms }
        US { onset = 20 ms, length = 10 ms }
        PUSH { onset = 0 ms, length = 50 ms, probability = 0.5 } } }
      interventions = [
        { at = 60 ms, scale { populations.PF.model.rate = 2, populations.IO.model.I_e = 1.2 } }
        { at = 110 ms, set { populations.MF.model.rate = 200 Hz }, cut = DCN-IO } ]
      record {
        spikes { PF { first-cell = 3, from = 20 ms }, IO {} }
        weights { PF-PKJ { every = 7 ms, from = 20.1 ms, until = 140 ms } }
        potentials { IO { cells = [0, 1, 9], every = 0.7 ms, from = 30.3 ms, until = 77 ms } }
        conductances { PKJ { cells = [5, 99], every = 1.1 ms, until = 100 ms, projection = PF-PKJ } }
      }
      """;

  private static final String SMALL =
      """
      name = small, dt = 0.1 ms, duration = 200 ms
      populations {
        S { size = 40, model { type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms } }
        N { size = 12, model { type = lif, C_m = 250 pF, g_L = 14 nS, E_L = -68 mV
          V_th = -52 mV, V_reset = -72 mV, t_ref = 2 ms, I_e = 200 pA } }
      }
      projections.S-N { from = S, to = N, rule = all-to-all, weight = 0.4 nS, delay = 1 ms
        synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV } }
      stimuli {
        CS { type = rate, of = S, cells = [0, 5, 6, 39], rate = 300 Hz }
        US { type = current, to = N, cells = [1, 2, 11], current = 200 pA }
      }
      protocol { from = 10.3 ms, session = [{ T = 3 }], trials.T { duration = 50 ms
        CS { onset = 5 ms, length = 45 ms }, US { onset = 20 ms, length = 30 ms } } }
      interventions = [{ at = 90 ms, scale { populations.S.model.rate = 3 } }]
      record.potentials.N { cells = [0, 1, 9], every = 0.7 ms, from = 30.3 ms, until = 77 ms }
      """;

  @Test
  void shouldFlowIntoItsCellsWhileItIsOn() {
    Collected run =
        Runs.sequentially(TopologyReader.readString(PASSIVE, "test", List.of()).topology());
    for (int cell = 0; cell < 3; cell++) {
      float v = -70;
      List<Float> expected = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        boolean on = (step >= 7 && step < 11) || (step >= 22 && step < 26);
        float drive = (step < 21 ? 50 : 100) + (on && cell != 1 ? 30 : 0);
        v += (float) (0.1 / 100) * (10 * (-70 - v) + drive);
        expected.add(v);
      }
      int place = cell;
      assertThat(
              run.samples().entrySet().stream()
                  .filter(sample -> sample.getKey().endsWith("/" + place))
                  .map(sample -> sample.getValue()[0]))
          .as("cell %d", cell)
          .isEqualTo(expected);
    }
  }

  private static Topology circuit(String rule) {
    Topology plain = TopologyReader.read(Path.of("conf/microcircuit.conf"), List.of()).topology();
    String hocon =
        TopologyReader.read(
                Path.of("conf/microcircuit.conf"),
                List.of("record=null", "projections.PF-PKJ.plasticity=" + rule, "duration=160 ms"))
            .resolvedHocon();
    String open = hocon.substring(0, hocon.lastIndexOf('}'));
    return TopologyReader.readString(open + ",\n" + CIRCUIT + "}", "test", List.of()).topology();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B"})
  void shouldGiveTheSameOnEveryDeviceInSlicesAndInShortEpochs(String rule) throws Exception {
    Topology topology = circuit(rule);
    Collected whole = Runs.sequentially(topology);
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
        Runs.assertSame(
            topology,
            Runs.sequentially(topology, Partition.WHOLE, new Pacing(13, 37, 100, 64, 9), device),
            whole);
      }
    }
  }

  @Test
  void shouldDoWhatIsDefinedStepByStep() {
    Topology topology = TopologyReader.readString(SMALL, "test", List.of()).topology();
    Collected expected = StepwiseOracle.run(topology);
    Runs.assertSame(topology, Runs.sequentially(topology), expected);
    assertThat(expected.spikes(1).length).isGreaterThan(20);
  }

  @Test
  void shouldSampleWhatLiesInTheWindowOnly() {
    SortedMap<String, float[]> samples = Runs.sequentially(circuit("B")).samples();
    assertThat(stepsOf(samples, "weights 0/")).startsWith(210L, 280L).endsWith(1330L).hasSize(17);
    assertThat(stepsOf(samples, "state 0/")).startsWith(308L, 315L).endsWith(763L).hasSize(66);
    assertThat(stepsOf(samples, "state 1/")).startsWith(0L, 11L).endsWith(990L).hasSize(91);
  }

  private static List<Long> stepsOf(SortedMap<String, float[]> samples, String probe) {
    return samples.keySet().stream()
        .filter(key -> key.startsWith(probe))
        .map(key -> Long.parseLong(key.substring(probe.length()).split("/")[0]))
        .distinct()
        .toList();
  }
}
