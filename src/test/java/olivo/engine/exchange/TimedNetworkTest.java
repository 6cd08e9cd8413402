package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import olivo.device.layout.Partition;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import olivo.testing.StepwiseOracle;
import olivo.testing.TimedNetwork;
import org.junit.jupiter.api.Test;

/** Plasticity by the timing of spikes, against its definition and however the work is divided. */
class TimedNetworkTest {
  private static final Topology NETWORK = TimedNetwork.of();
  private static final Partition SLICED = new Partition(Map.of("E", 5, "F", 3));

  @Test
  void shouldBeANetworkInWhichEverySynapseLearns() {
    Collected run = Runs.sequentially(NETWORK);
    for (int k = 0; k < NETWORK.projections().size(); k++) {
      float[] weights = run.finalWeights(k);
      int up = 0;
      int down = 0;
      for (float weight : weights) {
        up += weight > 1 ? 1 : 0;
        down += weight < 1 ? 1 : 0;
      }
      assertThat(up + down).isGreaterThan(weights.length * 9 / 10);
      assertThat(up).as(NETWORK.projections().get(k).name()).isPositive();
      assertThat(down).as(NETWORK.projections().get(k).name()).isPositive();
    }
  }

  @Test
  void shouldAgreeWithStepwiseOracle() {
    Runs.assertSame(NETWORK, Runs.sequentially(NETWORK), StepwiseOracle.run(NETWORK));
  }

  @Test
  void shouldNotDependOnSlicesAndTheLengthOfEpochs() {
    Collected expected = Runs.sequentially(NETWORK);
    for (Pacing pacing :
        new Pacing[] {Pacing.DEFAULT, Pacing.singleSteps(), new Pacing(7, 13, 10, 5, 3)}) {
      Runs.assertSame(NETWORK, Runs.sequentially(NETWORK, Partition.WHOLE, pacing), expected);
      Runs.assertSame(NETWORK, Runs.sequentially(NETWORK, SLICED, pacing), expected);
    }
  }

  @Test
  void shouldNotDependOnThreads() {
    Runs.assertSame(
        NETWORK,
        Runs.withActors(NETWORK, SLICED, new Pacing(13, 37, 100, 64, 9), 2),
        Runs.sequentially(NETWORK));
  }

  @Test
  void shouldTakeInterventions() {
    Topology changed =
        TimedNetwork.of(
            "interventions=[{ at = 40 ms, freeze = [S-E, E-E] },"
                + " { at = 81 ms, thaw = E-E, scale-weights { S-E = 0.5, E-E = 1.5 },"
                + "   set { plasticity { SOFT.a_plus = 0.01, HARD { a_plus = 0.3, a_minus = 0 } } } },"
                + " { at = 120 ms, thaw = S-E } ]");
    Collected run = Runs.sequentially(changed);
    SortedMap<String, float[]> samples = run.samples();
    float[] frozen = samples.get("weights 0/%010d".formatted(400));
    assertThat(samples.get("weights 0/%010d".formatted(800))).isEqualTo(frozen);
    float[] scaled = samples.get("weights 0/%010d".formatted(1000));
    for (int i = 0; i < scaled.length; i++) {
      assertThat(scaled[i]).isEqualTo(Math.max(frozen[i] * 0.5f, 0.1f));
    }
    assertThat(samples.get("weights 0/%010d".formatted(1200))).isEqualTo(scaled);
    // From here on nothing depresses.
    float[] last = run.finalWeights(0);
    assertThat(last).isNotEqualTo(scaled);
    for (int i = 0; i < scaled.length; i++) {
      assertThat(last[i]).isGreaterThanOrEqualTo(scaled[i]);
    }
    Runs.assertSame(changed, Runs.sequentially(changed, SLICED, new Pacing(7, 13, 10, 5, 3)), run);
  }
}
