package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import olivo.model.Distribution.Bounded;
import olivo.model.Distribution.Lognormal;
import olivo.model.Distribution.Normal;
import olivo.model.Distribution.Outside;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static double[] values(Distribution distribution) {
    int n = 1 << 16;
    return IntStream.range(0, n).mapToDouble(i -> distribution.at((i + 0.5) / n)).toArray();
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double sd(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        IntStream.range(0, values.length)
            .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
            .average()
            .orElseThrow());
  }

  @Test
  void shouldHaveTheQuantilesOfTheNormalDistribution() {
    // From tables of the standard normal distribution.
    assertThat(NormalQuantile.at(0.5)).isZero();
    assertThat(NormalQuantile.at(0.975)).isCloseTo(1.959963984540054, within(1e-14));
    assertThat(NormalQuantile.at(0.025)).isCloseTo(-1.959963984540054, within(1e-14));
    assertThat(NormalQuantile.at(0.8413447460685429)).isCloseTo(1, within(1e-14));
    assertThat(NormalQuantile.at(0.00134989803163009)).isCloseTo(-3, within(1e-13));
    assertThat(NormalQuantile.at(0)).isEqualTo(NormalQuantile.at(0x1p-25)).isBetween(-5.5, -5.4);
  }

  @Test
  void shouldHaveTheMomentsAsked() {
    assertThat(mean(values(new Normal(-58, 10)))).isCloseTo(-58, within(1e-3));
    assertThat(sd(values(new Normal(-58, 10)))).isCloseTo(10, within(0.01));
    for (double sign : new double[] {1, -1}) {
      double[] values = values(new Lognormal(sign * 300, 100));
      assertThat(mean(values)).isCloseTo(sign * 300, within(0.1));
      assertThat(sd(values)).isCloseTo(100, within(0.5));
      assertThat(DoubleStream.of(values)).allMatch(value -> value * sign > 0);
    }
  }

  @Test
  void shouldKeepTheShapeWithinBoundsWhenRedrawn() {
    Bounded redrawn = new Bounded(new Normal(1.5, 0.75), 0.1, INFINITE, Outside.REDRAW);
    double[] values = values(redrawn);
    assertThat(DoubleStream.of(values)).allMatch(value -> value >= 0.1);
    // Mean of a normal distribution cut off alpha standard deviations below its own.
    double alpha = (0.1 - 1.5) / 0.75;
    double density = Math.exp(-alpha * alpha / 2) / Math.sqrt(2 * Math.PI);
    double kept = 1 - 0.030974;
    assertThat(mean(values)).isCloseTo(1.5 + 0.75 * density / kept, within(1e-3));
  }

  @Test
  void shouldSetToTheBoundWhenClipped() {
    double[] values = values(new Bounded(new Normal(0, 1), -1, INFINITE, Outside.CLIP));
    double atBound = IntStream.range(0, values.length).filter(i -> values[i] == -1).count();
    assertThat(atBound / values.length).isCloseTo(0.158655, within(1e-4));
  }

  @Test
  void shouldNeverFallAsThePointRises() {
    for (Distribution distribution :
        new Distribution[] {
          new Normal(-58, 10),
          new Lognormal(-300, 100),
          new Bounded(new Lognormal(300, 300), 20, 400, Outside.REDRAW),
          new Bounded(new Normal(0, 1), -1, 1, Outside.CLIP)
        }) {
      double[] values = values(distribution);
      for (int i = 1; i < values.length; i++) {
        assertThat(values[i]).isGreaterThanOrEqualTo(values[i - 1]);
      }
      assertThat(values[0]).isBetween(distribution.low(), distribution.high());
      assertThat(values[values.length - 1]).isBetween(distribution.low(), distribution.high());
    }
  }
}
