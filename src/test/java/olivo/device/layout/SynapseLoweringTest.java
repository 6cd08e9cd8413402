package olivo.device.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Distribution.Bounded;
import olivo.model.Distribution.Constant;
import olivo.model.Distribution.Normal;
import olivo.model.Distribution.Outside;
import olivo.model.Distribution.Uniform;
import olivo.model.Philox;
import olivo.model.Projection;
import olivo.model.Synapse;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;

class SynapseLoweringTest {
  private static final Distribution POSITIVE =
      new Bounded(new Normal(87.8, 8.78), 0, Double.POSITIVE_INFINITY, Outside.REDRAW);

  private static Synapses lower(String name, Distribution weight, Distribution delayMs) {
    Projection projection =
        new Projection(
            name,
            "A",
            "B",
            new ConnectionRule.FixedIndegree(100, true),
            weight,
            delayMs,
            new Synapse.ExpCurrent(1),
            Optional.empty());
    return new SynapseLowering(Circuits.DT, new Philox(3)).lower(projection, 50, 200);
  }

  @Test
  void shouldKeepConstantsOutOfTheSynapses() {
    Synapses synapses = lower("P", new Constant(-3), new Constant(1.5));
    assertThat(synapses.isDistributed()).isFalse();
    assertThat(synapses.quantum()).isEqualTo(3);
    assertThat(synapses.delaySteps()).isEqualTo(15);
  }

  @Test
  void shouldDrawWeightsOfTheDistribution() {
    Synapses synapses = lower("P", POSITIVE, new Constant(1.5));
    double[] weights =
        Arrays.stream(synapses.units()).mapToDouble(u -> u * synapses.quantum()).toArray();
    double mean = Arrays.stream(weights).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(weights).map(w -> (w - mean) * (w - mean)).average().orElseThrow());
    assertThat(mean).isCloseTo(87.8, within(5 * 8.78 / Math.sqrt(20_000)));
    assertThat(sd).isCloseTo(8.78, within(0.25));
    assertThat(synapses.quantum()).isLessThan(87.8 / (1 << 18));
    assertThat(synapses.extraSteps()).isNull();
  }

  @Test
  void shouldNeverOverflowHoweverManySynapsesThereAre() {
    for (int indegree : new int[] {1, 1000, 2_000_000, 1_500_000_000}) {
      for (double weight : new double[] {1e-9, 1, 300, 1e12}) {
        double units = SynapseLowering.unitsPer(weight, indegree);
        assertThat(indegree * Math.rint(weight * units)).isLessThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(weight * units).isLessThanOrEqualTo(1 << 20);
        assertThat(units).isEqualTo(Math.scalb(1.0, Math.getExponent(units)));
      }
    }
  }

  @Test
  void shouldDrawDelaysInWholeStepsFromOne() {
    Synapses synapses = lower("P", new Constant(1), new Uniform(0.01, 2));
    assertThat(synapses.units()).isNull();
    assertThat(synapses.delaySteps()).isEqualTo(1);
    assertThat(Arrays.stream(synapses.extraSteps()).min().orElseThrow()).isZero();
    assertThat(synapses.mostExtraSteps()).isEqualTo(19);
    double mean = Arrays.stream(synapses.extraSteps()).average().orElseThrow() + 1;
    assertThat(mean).isCloseTo(10.05, within(0.25));
  }

  @Test
  void shouldDrawWeightsAndDelaysIndependently() {
    Synapses synapses = lower("P", new Uniform(0, 1), new Uniform(0.1, 10));
    int n = synapses.units().length;
    double meanUnits = Arrays.stream(synapses.units()).average().orElseThrow();
    double meanSteps = Arrays.stream(synapses.extraSteps()).average().orElseThrow();
    double covariance = 0;
    for (int i = 0; i < n; i++) {
      covariance += (synapses.units()[i] - meanUnits) * (synapses.extraSteps()[i] - meanSteps) / n;
    }
    double scale = meanUnits / Math.sqrt(3) * meanSteps / Math.sqrt(3);
    assertThat(covariance / scale).isBetween(-0.05, 0.05);
    assertThat(lower("Q", new Uniform(0, 1), new Constant(1)).units())
        .isNotEqualTo(synapses.units());
  }
}
