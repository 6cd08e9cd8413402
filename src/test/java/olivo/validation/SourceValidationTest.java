package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import olivo.model.CellModel;
import olivo.model.Population;
import olivo.testing.Circuits;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

/** Sources against the definition of their process. */
class SourceValidationTest {
  private static long[][] spikesOf(CellModel model, int cells, double seconds) {
    return Runs.sequentially(
            Circuits.topology(
                "source", seconds * 1000, 1, List.of(new Population("S", cells, model)), List.of()))
        .spikes(0);
  }

  private static long[] stepsOf(long[][] spikes, int cell) {
    return Arrays.stream(spikes)
        .filter(spike -> spike[1] == cell)
        .mapToLong(spike -> spike[0])
        .toArray();
  }

  @Test
  void shouldFireWheneverItMayWhenCertain() {
    long[][] refractory = spikesOf(new CellModel.BernoulliSource(10_000, 5), 3, 0.02);
    assertThat(stepsOf(refractory, 2)).containsExactly(0, 51, 102, 153);
    long[][] free = spikesOf(new CellModel.BernoulliSource(10_000, 0), 3, 0.02);
    assertThat(stepsOf(free, 1)).containsExactly(IntStream.range(0, 200).asLongStream().toArray());
  }

  @Test
  void shouldStaySilentAtRateZero() {
    assertThat(spikesOf(new CellModel.BernoulliSource(0, 5), 10, 1)).isEmpty();
  }

  @Test
  void shouldFireAtTheRateOfACoinFlippedInEveryStepThatIsNotRefractory() {
    double p = 30 * 1e-4;
    double expected = p / ((1 + p * 50) * 1e-4);
    assertThat(expected).isCloseTo(26.087, within(0.001));
    double rate = spikesOf(new CellModel.BernoulliSource(30, 5), 4096, 5).length / 4096.0 / 5;
    // Four standard errors of 20,480 cell seconds.
    assertThat(rate).isCloseTo(expected, within(4 * Math.sqrt(expected / 20_480)));
  }

  @Test
  void shouldDrawGeometricIntervals() {
    long[][] spikes = spikesOf(new CellModel.BernoulliSource(30, 5), 1024, 20);
    double p = 0.003;
    int longest = 2000;
    long[] counts = new long[longest];
    long total = 0;
    for (int cell = 0; cell < 1024; cell++) {
      long[] steps = stepsOf(spikes, cell);
      for (int i = 1; i < steps.length; i++) {
        long interval = steps[i] - steps[i - 1] - 50;
        assertThat(interval).isPositive();
        if (interval < longest) {
          counts[(int) interval]++;
        }
        total++;
      }
    }
    // Kolmogorov-Smirnov against 1 - (1 - p)^k, at a significance of about 1e-4.
    double cumulated = 0;
    double largest = 0;
    for (int k = 1; k < longest; k++) {
      cumulated += counts[k];
      largest = Math.max(largest, Math.abs(cumulated / total - (1 - Math.pow(1 - p, k))));
    }
    assertThat(largest).isLessThan(2.3 / Math.sqrt(total));
  }

  @Test
  void shouldGoBeyondItsTableAtLowRates() {
    // 0.02 Hz: the mean interval of 500,000 steps is far longer than the table.
    long[][] spikes = spikesOf(new CellModel.BernoulliSource(0.02, 0), 2000, 50);
    double expected = 2000 * 50 * 0.02;
    assertThat((double) spikes.length).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    long early = Arrays.stream(spikes).filter(spike -> spike[0] < 250_000).count();
    assertThat((double) early).isCloseTo(expected / 2, within(4 * Math.sqrt(expected / 2)));
  }

  @Test
  void shouldFireInListedSteps() {
    long[][] spikes = spikesOf(new CellModel.SpikeList(List.of(0.0, 0.3, 5.0)), 2, 0.01);
    assertThat(spikes)
        .isDeepEqualTo(new long[][] {{0, 0}, {0, 1}, {3, 0}, {3, 1}, {50, 0}, {50, 1}});
  }
}
