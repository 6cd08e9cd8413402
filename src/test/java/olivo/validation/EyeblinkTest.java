package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olivo.config.TopologyReader;
import olivo.device.layout.FanIn;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.model.Protocol.Trial;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

/** What the circuit of conf/eyeblink.conf learns, with trials that follow each other quickly. */
class EyeblinkTest {
  private static final int CS_FIBRES = 512;
  private static final int TRIALS = 30;

  private static Topology topology(String session, String... more) {
    List<String> sets = new ArrayList<>();
    sets.add("duration=" + (2 + TRIALS) + " s");
    sets.add("protocol.from=2 s");
    sets.add("protocol.session=" + session);
    for (String trial : List.of("paired", "cs-alone")) {
      sets.add("protocol.trials." + trial + ".duration=1 s");
      sets.add("protocol.trials." + trial + ".CS.onset=300 ms");
      sets.add("protocol.trials." + trial + ".OTHERS.onset=300 ms");
    }
    sets.add("protocol.trials.paired.US.onset=750 ms");
    sets.addAll(List.of(more));
    return TopologyReader.read(Path.of("conf/eyeblink.conf"), sets).topology();
  }

  /** Mean weight of the synapses of the fibres of the CS, and of the others. */
  private static double[] weights(Topology topology, Collected run) {
    int plastic = topology.projections().indexOf(topology.projection("PF-PKJ"));
    FanIn fanIn = Lowering.lower(topology, Partition.WHOLE).fanIns().get(plastic);
    float[] weights = run.finalWeights(plastic);
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < weights.length; i++) {
      int which = fanIn.source()[i] < CS_FIBRES ? 0 : 1;
      sums[which] += weights[i];
      counts[which]++;
    }
    return new double[] {sums[0] / counts[0], sums[1] / counts[1]};
  }

  /** Mean rate of a population in a part of the given trials, in Hz. */
  private static double rate(
      Topology topology, Collected run, String name, List<Trial> trials, int fromMs, int toMs) {
    int population = topology.populationIndex(name);
    long spikes = 0;
    for (Trial trial : trials) {
      long from = trial.fromStep() + 10L * fromMs;
      long to = trial.fromStep() + 10L * toMs;
      spikes +=
          Arrays.stream(run.spikes(population)).filter(s -> s[0] >= from && s[0] < to).count();
    }
    int cells = topology.population(name).size();
    return spikes / (cells * trials.size() * (toMs - fromMs) * 1e-3);
  }

  @Test
  void shouldLearnToPauseInResponseToTheCs() {
    Topology topology = topology("[{ paired = " + TRIALS + " }]");
    Collected run = Runs.sequentially(topology);
    List<Trial> trials = topology.trials();
    List<Trial> first = trials.subList(0, 5);
    List<Trial> last = trials.subList(TRIALS - 10, TRIALS);
    assertThat(rate(topology, run, "PF", last, 300, 800))
        .isCloseTo(rate(topology, run, "PF", last, 0, 300), within(0.5));
    assertThat(rate(topology, run, "IO", last, 750, 800)).isGreaterThan(20);

    double naive = rate(topology, run, "PKJ", first, 300, 700);
    double trained = rate(topology, run, "PKJ", last, 300, 700);
    double nuclearNaive = rate(topology, run, "DCN", first, 300, 700);
    double nuclearTrained = rate(topology, run, "DCN", last, 300, 700);
    assertThat(weights(topology, run)[0]).isLessThan(0.6);
    assertThat(weights(topology, run)[1]).isGreaterThan(0.8);
    assertThat(trained).isLessThan(naive - 5);
    assertThat(nuclearTrained).isGreaterThan(nuclearNaive + 8);
  }

  /** Without the US the fibres of the CS keep their weights: it is pairing that weakens them. */
  @Test
  void shouldLearnNothingFromTheCsAlone() {
    Topology topology = topology("[{ cs-alone = " + TRIALS + " }]");
    double[] weights = weights(topology, Runs.sequentially(topology));
    assertThat(weights[0]).isCloseTo(weights[1], within(0.1));
  }

  /** After the US is left out, the weights come back. */
  @Test
  void shouldUnlearnWhenTheUsIsLeftOut() {
    Topology acquisition = topology("[{ paired = 15 }]", "duration=17 s");
    Topology extinction = topology("[{ paired = 15 }, { cs-alone = 15 }]");
    double learnt = weights(acquisition, Runs.sequentially(acquisition))[0];
    double unlearnt = weights(extinction, Runs.sequentially(extinction))[0];
    assertThat(unlearnt).isGreaterThan(learnt + 0.1);
  }
}
