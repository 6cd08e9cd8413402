package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histograms of intervals within a cell and of lags between two cells. */
class IntervalHistogramTest {
  @Test
  void shouldPutIntervalsIntoHalfOpenBins() {
    IsiHistogram histogram = new IsiHistogram(2, 0.1, 10, 3, 0, 1000);
    // Cell 0: intervals 9, 10, 30. Cell 1: interval 29.
    histogram.spike(0, 0);
    histogram.spike(0, 1);
    histogram.spike(9, 0);
    histogram.spike(19, 0);
    histogram.spike(29, 1);
    histogram.spike(49, 0);
    assertThat(histogram.count(0)).isEqualTo(1);
    assertThat(histogram.count(1)).isEqualTo(1);
    assertThat(histogram.count(2)).isEqualTo(1);
    assertThat(histogram.beyond()).isEqualTo(1);
    assertThat(histogram.total()).isEqualTo(4);
    assertThat(histogram.edgeMs(2)).isEqualTo(2);
  }

  @Test
  void shouldNotUseIntervalsThatReachOutOfTheWindow() {
    IsiHistogram histogram = new IsiHistogram(1, 0.1, 10, 100, 100, 200);
    for (long step : new long[] {99, 100, 199, 200}) {
      histogram.spike(step, 0);
    }
    assertThat(histogram.total()).isEqualTo(1);
    assertThat(histogram.count(9)).isEqualTo(1);
  }

  @Test
  void shouldCountLagsOfSecondCellAfterFirst() {
    CrossCorrelogram lags = new CrossCorrelogram(3, 5, 1, 4);
    lags.spike(100, 3);
    lags.spike(100, 4);
    lags.spike(102, 5);
    lags.spike(104, 3);
    lags.spike(104, 5);
    lags.spike(109, 5);
    // Lags of 5 against 3: 102-100, 102-104, 104-100, 104-104; 109 is too late for either.
    assertThat(lags.count(2)).isEqualTo(1);
    assertThat(lags.count(-2)).isEqualTo(1);
    assertThat(lags.count(4)).isEqualTo(1);
    assertThat(lags.count(0)).isEqualTo(1);
    assertThat(lags.count(-4) + lags.count(-3) + lags.count(-1) + lags.count(1) + lags.count(3))
        .isZero();
  }

  @Test
  void shouldAgreeWithExhaustiveSearchWhenTrainsAreRandom() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int binSteps = 1 + random.nextInt(6);
      int bins = random.nextInt(8);
      int mean = 2 + random.nextInt(20);
      CrossCorrelogram lags = new CrossCorrelogram(0, 1, binSteps, bins);
      boolean[][] fires = new boolean[2][1500];
      for (int step = 0; step < 1500; step++) {
        for (int cell = 0; cell < 2; cell++) {
          fires[cell][step] = random.nextInt(mean) == 0;
          if (fires[cell][step]) {
            lags.spike(step, cell);
          }
        }
      }
      long[] expected = new long[2 * bins + 1];
      for (int a = 0; a < 1500; a++) {
        for (int b = 0; b < 1500; b++) {
          if (fires[0][a] && fires[1][b]) {
            for (int k = -bins; k <= bins; k++) {
              int low = k * binSteps - binSteps / 2;
              expected[k + bins] += b - a >= low && b - a < low + binSteps ? 1 : 0;
            }
          }
        }
      }
      for (int k = -bins; k <= bins; k++) {
        assertThat(lags.count(k)).as("seed %d, bin %d", seed, k).isEqualTo(expected[k + bins]);
      }
    }
  }

  @Test
  void shouldRefuseCorrelogramOfACellWithItself() {
    assertThatThrownBy(() -> new CrossCorrelogram(2, 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
