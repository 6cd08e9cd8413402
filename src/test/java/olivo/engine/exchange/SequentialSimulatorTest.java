package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olivo.device.layout.Partition;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import olivo.testing.StepwiseOracle;
import org.junit.jupiter.api.Test;

class SequentialSimulatorTest {
  private static final Topology GATED = Circuits.microcircuit(7, 450, Circuits.gated(), 16);
  private static final Topology PAIRED = Circuits.microcircuit(7, 450, Circuits.paired(), 16);

  @Test
  void shouldAgreeWithStepwiseOracleUnderTheGatedRule() {
    Collected run = Runs.sequentially(GATED);
    assertThat(run.spikes(GATED.populationIndex("IO"))).isNotEmpty();
    assertBothSignsOfPlasticity(run);
    Runs.assertSame(GATED, run, StepwiseOracle.run(GATED));
  }

  @Test
  void shouldAgreeWithStepwiseOracleUnderThePairedRule() {
    Collected run = Runs.sequentially(PAIRED);
    assertBothSignsOfPlasticity(run);
    Runs.assertSame(PAIRED, run, StepwiseOracle.run(PAIRED));
  }

  private static void assertBothSignsOfPlasticity(Collected run) {
    List<Float> weights = new ArrayList<>();
    for (float weight : run.finalWeights(0)) {
      weights.add(weight);
    }
    assertThat(weights).anyMatch(weight -> weight > 1).anyMatch(weight -> weight < 1);
  }

  @Test
  void shouldNotDependOnTheLengthOfEpochs() {
    for (Topology topology : new Topology[] {GATED, PAIRED}) {
      Collected expected = Runs.sequentially(topology);
      Runs.assertSame(
          topology, Runs.sequentially(topology, Partition.WHOLE, Pacing.singleSteps()), expected);
      Runs.assertSame(
          topology,
          Runs.sequentially(topology, Partition.WHOLE, new Pacing(7, 13, 10, 5, 3)),
          expected);
    }
  }

  @Test
  void shouldNotDependOnSlices() {
    for (Topology topology : new Topology[] {GATED, PAIRED}) {
      Collected expected = Runs.sequentially(topology);
      Partition sliced = new Partition(Map.of("PKJ", 3, "BC", 2, "DCN", 2));
      Runs.assertSame(topology, Runs.sequentially(topology, sliced, Pacing.DEFAULT), expected);
      Partition coupled = new Partition(Map.of("IO", 3, "PKJ", 2));
      Runs.assertSame(topology, Runs.sequentially(topology, coupled, Pacing.DEFAULT), expected);
    }
  }

  @Test
  void shouldDependOnTheSeed() {
    Topology other = Circuits.microcircuit(8, 450, Circuits.gated(), 16);
    int pf = other.populationIndex("PF");
    assertThat(Runs.sequentially(other).spikes(pf))
        .isNotEqualTo(Runs.sequentially(GATED).spikes(pf));
  }
}
