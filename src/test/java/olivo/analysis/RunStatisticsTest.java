package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import olivo.record.format.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStatisticsTest {
  @TempDir Path directory;

  @Test
  void shouldCountSpikesOfTheRunAndRatesOfTheWindow() throws IOException {
    SyntheticRun run =
        new SyntheticRun(20_000)
            .population("A", 2, spike(0, 0), spike(9_999, 1), spike(10_000, 0), spike(15_000, 0))
            .unrecorded("B", 3);
    try (Recording recording = run.write(directory)) {
      RunStatistics statistics = RunStatistics.of(recording, 10_000, 20_000);
      RunStatistics.PopulationFigures figures = statistics.populations().get("A");
      assertThat(figures.spikes()).isEqualTo(4);
      assertThat(figures.size()).isEqualTo(2);
      assertThat(figures.rateHz()).isEqualTo(1);
      assertThat(figures.rateSdHz()).isEqualTo(1);
      assertThat(figures.rateMinHz()).isZero();
      assertThat(figures.rateMaxHz()).isEqualTo(2);
      assertThat(figures.windowStartS()).isEqualTo(1);
      assertThat(figures.windowEndS()).isEqualTo(2);
      assertThat(figures.isiCv()).isNaN();
      assertThat(statistics.populations()).containsOnlyKeys("A");
    }
  }

  @Test
  void shouldGiveTreeWithTheNamesOfRunFiles() throws IOException {
    SyntheticRun run =
        new SyntheticRun(20_000)
            .population("A", 2, spike(12_000, 0), spike(13_000, 1))
            .weights("A-B", 3, 5_000, true);
    try (Recording recording = run.write(directory)) {
      RunStatistics statistics = RunStatistics.of(recording, 10_000, 20_000);
      Map<?, ?> populations = (Map<?, ?>) statistics.toMap().get("populations");
      assertThat(((Map<?, ?>) populations.get("A")).entrySet().toString())
          .isEqualTo(
              "[size=2, spikes=2, rate_hz=1.0, rate_window_s=[1.0, 2.0], rate_sd_hz=0.0,"
                  + " rate_min_hz=1.0, rate_max_hz=1.0, isi_cv=null]");
      assertThat(((Map<?, ?>) statistics.toMap().get("weights")).keySet().toString())
          .isEqualTo("[A-B]");
      assertThat(statistics.figure("A", "rate_hz")).hasValue(1);
      assertThat(statistics.figure("A-B", "fraction_at_bounds")).hasValue(0);
      assertThat(statistics.figure("A", "isi_cv")).isEmpty();
      assertThat(statistics.figure("A", "rate_window_s")).isEmpty();
      assertThat(statistics.figure("C", "rate_hz")).isEmpty();
    }
  }

  @Test
  void shouldUseFinalWeightsWhenRunCameToItsEnd() throws IOException {
    SyntheticRun run = new SyntheticRun(20_000).weights("A-B", 3, 5_000, true);
    try (Recording recording = run.write(directory)) {
      WeightStatistics weights = RunStatistics.of(recording, 0, 20_000).weights().get("A-B");
      assertThat(weights.mean()).isCloseTo(1.021, within(1e-6));
    }
  }

  @Test
  void shouldUseLastSnapshotWhenThereAreNoFinalWeights() throws IOException {
    SyntheticRun run = new SyntheticRun(20_000).weights("A-B", 3, 5_000, false);
    try (Recording recording = run.write(directory)) {
      WeightStatistics weights = RunStatistics.of(recording, 0, 20_000).weights().get("A-B");
      assertThat(weights.mean()).isCloseTo(1.016, within(1e-6));
    }
  }

  @Test
  void shouldCutWindowToWhatIsRecorded() throws IOException {
    SyntheticRun run = new SyntheticRun(10_000).population("A", 1, spike(9_000, 0));
    try (Recording recording = run.write(directory)) {
      RunStatistics.PopulationFigures figures =
          RunStatistics.of(recording, 5_000, 600_000).populations().get("A");
      assertThat(figures.rateHz()).isEqualTo(2);
      assertThat(figures.windowEndS()).isEqualTo(1);
      assertThat(RunStatistics.of(recording, 300_000, 600_000).populations().get("A").rateHz())
          .isNaN();
    }
  }

  @Test
  void shouldMeasureEverythingOfAPopulationInOnePass() throws IOException {
    long[][] spikes = new long[60][];
    for (int i = 0; i < 10; i++) {
      for (int cell = 0; cell < 6; cell++) {
        spikes[6 * i + cell] = spike(5_000L + 4_000 * i, cell);
      }
    }
    SyntheticRun run = new SyntheticRun(60_000).population("A", 6, spikes).poisson("B", 100, 20);
    try (Recording recording = run.write(directory)) {
      PopulationStatistics together = PopulationStatistics.of(recording, 0, 0, 60_000);
      assertThat(together.rateHz()).isCloseTo(10 / 6.0, within(1e-12));
      assertThat(together.isiCv()).isZero();
      assertThat(together.syncShare()).isEqualTo(1);
      assertThat(together.maxCoincident()).isEqualTo(6);
      assertThat(together.pairCorrelations())
          .containsExactly(entry(10, 1.0), entry(50, 1.0), entry(100, 1.0));

      PopulationStatistics many = PopulationStatistics.of(recording, 1, 0, 60_000);
      assertThat(many.pairCorrelations()).isEmpty();
      assertThat(many.syncShare()).isZero();
      assertThat(many.lv()).isCloseTo(1, within(0.05));
      assertThat(List.of(many.rateMinHz(), many.rateHz(), many.rateMaxHz())).isSorted();
    }
  }

  private static long[] spike(long step, int cell) {
    return new long[] {step, cell};
  }
}
