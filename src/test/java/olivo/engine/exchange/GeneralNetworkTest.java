package olivo.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import olivo.device.layout.Partition;
import olivo.model.Topology;
import olivo.model.TopologyCheck;
import olivo.testing.Collected;
import olivo.testing.GeneralNetwork;
import olivo.testing.Runs;
import olivo.testing.StepwiseOracle;
import org.junit.jupiter.api.Test;

/** Every kind of part, against the definition and however the work is divided. */
class GeneralNetworkTest {
  private static final Topology NETWORK = GeneralNetwork.of(4, 150);

  @Test
  void shouldBeATopologyInWhichEverybodyFires() {
    assertThat(TopologyCheck.problems(NETWORK)).isEmpty();
    Collected run = Runs.sequentially(NETWORK);
    for (int p = 0; p < NETWORK.populations().size(); p++) {
      assertThat(run.spikes(p).length)
          .as(NETWORK.populations().get(p).name())
          .isGreaterThan(NETWORK.populations().get(p).size() / 2);
    }
  }

  @Test
  void shouldAgreeWithStepwiseOracle() {
    Runs.assertSame(NETWORK, Runs.sequentially(NETWORK), StepwiseOracle.run(NETWORK));
  }

  @Test
  void shouldNotDependOnTheLengthOfEpochs() {
    Collected expected = Runs.sequentially(NETWORK);
    for (Pacing pacing : new Pacing[] {Pacing.singleSteps(), new Pacing(7, 13, 10, 5, 3)}) {
      Runs.assertSame(NETWORK, Runs.sequentially(NETWORK, Partition.WHOLE, pacing), expected);
    }
  }

  @Test
  void shouldNotDependOnSlices() {
    Partition sliced = new Partition(Map.of("E", 5, "I", 2, "M", 3, "G", 2));
    Runs.assertSame(
        NETWORK, Runs.sequentially(NETWORK, sliced, Pacing.DEFAULT), Runs.sequentially(NETWORK));
  }

  @Test
  void shouldNotDependOnThreads() {
    Partition sliced = new Partition(Map.of("E", 2));
    Runs.assertSame(
        NETWORK, Runs.withActors(NETWORK, sliced, Pacing.DEFAULT, 2), Runs.sequentially(NETWORK));
  }
}
