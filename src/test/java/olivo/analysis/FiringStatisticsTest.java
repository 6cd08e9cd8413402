package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FiringStatisticsTest {
  private static final double DT_MS = 0.1;

  @Test
  void shouldGiveKnownRatesWhenCellsDiffer() {
    FiringStatistics firing = new FiringStatistics(4, DT_MS, 0, 10_000);
    for (int cell = 0; cell < 4; cell++) {
      for (int i = 0; i < 2 * cell; i++) {
        firing.spike(100L * i, cell);
      }
    }
    // 0, 2, 4 and 6 spikes in one second: mean 3, variance (9 + 1 + 1 + 9) / 4.
    assertThat(firing.rateHz()).isEqualTo(3);
    assertThat(firing.rateSdHz()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(firing.rateMinHz()).isZero();
    assertThat(firing.rateMaxHz()).isEqualTo(6);
    assertThat(firing.cellRateHz(2)).isEqualTo(4);
    assertThat(firing.spikes()).isEqualTo(12);
  }

  @Test
  void shouldGiveHandComputedIrregularityWhenIntervalsAlternate() {
    FiringStatistics firing = new FiringStatistics(1, DT_MS, 0, 1000);
    for (long step : new long[] {0, 10, 40, 50, 80, 90}) {
      firing.spike(step, 0);
    }
    // Intervals 10 30 10 30 10: mean 18, variance 96; every pair has contrast 20 / 40.
    assertThat(firing.isiCv()).isCloseTo(Math.sqrt(96) / 18, within(1e-12));
    assertThat(firing.cv2()).isCloseTo(1, within(1e-12));
    assertThat(firing.lv()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void shouldGiveZeroIrregularityWhenTrainIsRegular() {
    FiringStatistics firing = new FiringStatistics(1, DT_MS, 0, 1_000_000);
    for (long step = 7; step < 1_000_000; step += 191) {
      firing.spike(step, 0);
    }
    assertThat(firing.isiCv()).isZero();
    assertThat(firing.cv2()).isZero();
    assertThat(firing.lv()).isZero();
  }

  @Test
  void shouldGiveUnitIrregularityWhenTrainsArePoisson() {
    long steps = 2_000_000;
    FiringStatistics firing = new FiringStatistics(20, DT_MS, 0, steps);
    Random random = new Random(42);
    for (int cell = 0; cell < 20; cell++) {
      double at = 0;
      while ((at += -Math.log(1 - random.nextDouble()) * 500) < steps) {
        firing.spike((long) at, cell);
      }
    }
    // Standard errors with 80,000 intervals are below 0.005.
    assertThat(firing.rateHz()).isCloseTo(20, within(0.3));
    assertThat(firing.isiCv()).isCloseTo(1, within(0.03));
    assertThat(firing.cv2()).isCloseTo(1, within(0.03));
    assertThat(firing.lv()).isCloseTo(1, within(0.03));
  }

  @Test
  void shouldCountFirstStepAndNotEndStepWhenSpikesLieOnTheEdges() {
    FiringStatistics firing = new FiringStatistics(1, DT_MS, 100, 200);
    for (long step : new long[] {99, 100, 199, 200}) {
      firing.spike(step, 0);
    }
    assertThat(firing.windowSpikes(0)).isEqualTo(2);
    assertThat(firing.spikes()).isEqualTo(4);
  }

  @Test
  void shouldNotUseIntervalsThatReachOutOfTheWindow() {
    FiringStatistics firing = new FiringStatistics(1, DT_MS, 1000, 2000);
    firing.spike(0, 0);
    for (long step = 1000; step < 2000; step += 100) {
      firing.spike(step, 0);
    }
    assertThat(firing.isiCv()).isZero();
  }

  @Test
  void shouldLeaveCellOutOfCvWhenItHasFiveSpikes() {
    FiringStatistics firing = new FiringStatistics(2, DT_MS, 0, 10_000);
    for (long step : new long[] {0, 1, 1000, 1001, 5000}) {
      firing.spike(step, 0);
    }
    assertThat(firing.isiCv()).isNaN();
    assertThat(firing.cv2()).isNaN();
    for (int i = 0; i < 6; i++) {
      firing.spike(100L * i, 1);
    }
    assertThat(firing.isiCv()).isZero();
  }

  @Test
  void shouldBeUndefinedWhenWindowIsEmpty() {
    FiringStatistics firing = new FiringStatistics(2, DT_MS, 5, 5);
    firing.spike(5, 0);
    assertThat(firing.rateHz()).isNaN();
    assertThat(firing.rateMinHz()).isNaN();
    assertThat(firing.isiCv()).isNaN();
  }

  @Test
  void shouldRefuseWindowThatEndsBeforeItBegins() {
    assertThatThrownBy(() -> new FiringStatistics(1, DT_MS, 10, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[10, 9)");
  }
}
