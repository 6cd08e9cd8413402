package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightStatisticsTest {
  @Test
  void shouldGiveHandComputedFigures() {
    WeightStatistics figures = WeightStatistics.of(new float[] {1, 2, 3, 6}, 1, 3);
    assertThat(figures.mean()).isEqualTo(3);
    assertThat(figures.sd()).isCloseTo(Math.sqrt(3.5), within(1e-12));
    assertThat(figures.fractionAtBounds()).isEqualTo(0.75);
  }

  @Test
  void shouldCountBoundThatFloatCannotRepresent() {
    // 0.2f lies above 0.2, so a comparison in double would miss a clipped weight.
    assertThat(WeightStatistics.of(new float[] {0.2f, 1}, 0.2, 3).fractionAtBounds())
        .isEqualTo(0.5);
  }

  @Test
  void shouldNotCountWeightsWhenUnbounded() {
    WeightStatistics figures =
        WeightStatistics.of(
            new float[] {-1e30f, 1e30f}, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(figures.fractionAtBounds()).isZero();
  }

  @Test
  void shouldBeUndefinedWhenThereIsNoSynapse() {
    assertThat(WeightStatistics.of(new float[0], 0, 1).mean()).isNaN();
    assertThat(WeightStatistics.zoneSd(new float[0], new int[] {0}, 8)).isNaN();
  }

  @Test
  void shouldGiveSpreadOfZoneMeans() {
    float[] weights = {1, 1, 3, 3, 3, 3, 5};
    // Targets with 2, 2, 0, 2 and 1 synapses; zones of two: means 2, 3 and 5.
    int[] offsets = {0, 2, 4, 4, 6, 7};
    double mean = 10 / 3.0;
    double variance =
        ((2 - mean) * (2 - mean) + (3 - mean) * (3 - mean) + (5 - mean) * (5 - mean)) / 3;
    assertThat(WeightStatistics.zoneSd(weights, offsets, 2))
        .isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThat(WeightStatistics.zoneSd(weights, offsets, 5)).isZero();
  }
}
