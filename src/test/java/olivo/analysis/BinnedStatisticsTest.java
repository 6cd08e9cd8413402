package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Statistics on spike counts in bins: pair correlation, Fano factor, rate over time. */
class BinnedStatisticsTest {
  @Test
  void shouldGiveOneWhenTrainsAreIdentical() {
    PairCorrelation pairs = new PairCorrelation(3, 100, 0, 100_000);
    Random random = new Random(1);
    for (long step = 0; step < 100_000; step++) {
      if (random.nextInt(150) == 0) {
        for (int cell = 0; cell < 3; cell++) {
          pairs.spike(step, cell);
        }
      }
    }
    assertThat(pairs.mean()).isEqualTo(1);
  }

  @Test
  void shouldGiveMinusOneWhenCellsAlternate() {
    PairCorrelation pairs = new PairCorrelation(2, 10, 0, 1000);
    for (int bin = 0; bin < 100; bin++) {
      pairs.spike(10L * bin + 3, bin % 2);
    }
    assertThat(pairs.of(0, 1)).isEqualTo(-1);
  }

  @Test
  void shouldGiveNearlyZeroWhenTrainsAreIndependent() {
    PairCorrelation pairs = new PairCorrelation(10, 100, 0, 1_000_000);
    Random random = new Random(2);
    for (long step = 0; step < 1_000_000; step++) {
      for (int cell = 0; cell < 10; cell++) {
        if (random.nextInt(500) == 0) {
          pairs.spike(step, cell);
        }
      }
    }
    // 45 pairs of 10,000 bins each: standard error 0.0015.
    assertThat(pairs.mean()).isCloseTo(0, within(0.008));
  }

  @Test
  void shouldGiveHandComputedCorrelationWhenCountsAreKnown() {
    PairCorrelation pairs = new PairCorrelation(2, 10, 0, 40);
    // Counts by bin: cell 0 has 1 1 0 0, cell 1 has 1 0 0 1, so r = 0; then a fourth of the way.
    pairs.spike(0, 0);
    pairs.spike(0, 1);
    pairs.spike(12, 0);
    pairs.spike(13, 0);
    pairs.spike(35, 1);
    // Cell 0: 1 2 0 0, mean 3/4, variance 11/16. Cell 1: 1 0 0 1, mean 1/2, variance 1/4.
    // Covariance 1/4 - 3/8 = -1/8.
    assertThat(pairs.of(0, 1)).isCloseTo(-0.125 / Math.sqrt(11 / 64.0), within(1e-12));
    assertThat(pairs.of(1, 0)).isEqualTo(pairs.of(0, 1));
  }

  @Test
  void shouldLeavePairOutWhenOneCellIsSilent() {
    PairCorrelation pairs = new PairCorrelation(3, 10, 0, 100);
    for (long step : new long[] {5, 55}) {
      pairs.spike(step, 0);
      pairs.spike(step, 2);
    }
    assertThat(pairs.of(0, 1)).isNaN();
    assertThat(pairs.mean()).isEqualTo(1);
  }

  @Test
  void shouldDropIncompleteBinAndSpikesOutsideTheWindow() {
    PairCorrelation with = new PairCorrelation(2, 10, 20, 45);
    with.spike(19, 0);
    with.spike(20, 0);
    with.spike(29, 1);
    with.spike(40, 0);
    with.spike(45, 1);
    // Bins [20, 30) and [30, 40): both cells have 1 0.
    assertThat(with.of(0, 1)).isEqualTo(1);
  }

  @Test
  void shouldRefusePairsWhenPopulationIsLarge() {
    assertThatThrownBy(() -> new PairCorrelation(PairCorrelation.MAX_SIZE + 1, 10, 0, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1025");
  }

  @Test
  void shouldGiveZeroFanoFactorWhenCountsAreEqual() {
    FanoFactor fano = new FanoFactor(2, 100, 0, 10_000);
    for (long step = 0; step < 10_000; step += 50) {
      fano.spike(step, 1);
    }
    assertThat(fano.mean()).isZero();
  }

  @Test
  void shouldGiveHandComputedFanoFactorWhenCountsAreKnown() {
    FanoFactor fano = new FanoFactor(1, 10, 0, 40);
    for (long step : new long[] {0, 1, 2, 39}) {
      fano.spike(step, 0);
    }
    // Counts 3 0 0 1: mean 1, variance 1.5.
    assertThat(fano.mean()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void shouldBeUndefinedWhenNothingFires() {
    assertThat(new FanoFactor(3, 10, 0, 100).mean()).isNaN();
    assertThat(new PairCorrelation(3, 10, 0, 100).mean()).isNaN();
    assertThat(new PairCorrelation(3, 10, 0, 0).mean()).isNaN();
  }

  @Test
  void shouldDivideByTheRealLengthWhenTheLastBinIsShort() {
    PopulationRate rate = new PopulationRate(2, 1.0, 1000, 2500);
    rate.spike(0, 0);
    rate.spike(999, 1);
    rate.spike(1000, 1);
    rate.spike(2499, 0);
    rate.spike(2500, 0);
    assertThat(rate.bins()).isEqualTo(3);
    assertThat(rate.rateHz(0)).isEqualTo(1);
    assertThat(rate.rateHz(1)).isEqualTo(0.5);
    assertThat(rate.rateHz(2)).isEqualTo(1);
    assertThat(rate.centreS(1)).isEqualTo(1.5);
    assertThat(rate.centreS(2)).isEqualTo(2.25);
  }

  @Test
  void shouldKeepEverySpikeWhenBinsAreMerged() {
    PopulationRate rate = new PopulationRate(1, 1.0, 10, 100);
    for (long step = 0; step < 100; step += 7) {
      rate.spike(step, 0);
    }
    PopulationRate merged = rate.merged(4);
    assertThat(merged.bins()).isEqualTo(3);
    double fine = 0;
    for (int bin = 0; bin < rate.bins(); bin++) {
      fine += rate.rateHz(bin) * 10;
    }
    double coarse = merged.rateHz(0) * 40 + merged.rateHz(1) * 40 + merged.rateHz(2) * 20;
    assertThat(coarse).isCloseTo(fine, within(1e-9));
  }
}
