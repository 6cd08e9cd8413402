package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olivo.analysis.RunStatistics.PopulationFigures;
import olivo.model.CellRange;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.StepWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not recorded is not silent: figures are those of the cells and steps recorded. */
class PartialRecordingTest {
  private static final List<CellRange> CELLS = List.of(new CellRange(2, 4), new CellRange(90, 98));

  @TempDir private Path directory;

  /** Cells that fire every 100 steps, those of an odd number every 50. */
  private static long[][] regular(List<CellRange> cells, long from, long to) {
    List<long[]> spikes = new ArrayList<>();
    for (CellRange range : cells) {
      for (int cell = range.firstCell(); cell < range.endCell(); cell++) {
        for (long step = from; step < to; step += cell % 2 == 1 ? 50 : 100) {
          spikes.add(new long[] {step, cell});
        }
      }
    }
    return spikes.toArray(long[][]::new);
  }

  private Recording recording(StepWindow window) throws IOException {
    long from = window == null ? 0 : window.fromStep();
    long to = window == null ? 40_000 : window.endStep();
    return new SyntheticRun(40_000)
        .part("P", 100, CELLS, window, regular(CELLS, from, to))
        .write(directory.resolve("run"));
  }

  @Test
  void shouldBeOfRecordedCells() throws IOException {
    try (Recording recording = recording(null)) {
      RunStatistics statistics = RunStatistics.of(recording, 20_000, 40_000);
      PopulationFigures figures = statistics.populations().get("P");
      assertThat(figures.size()).isEqualTo(100);
      assertThat(figures.recordedCells()).isEqualTo(10);
      assertThat(figures.rateHz()).isCloseTo(150, within(1e-9));
      assertThat(figures.rateMinHz()).isCloseTo(100, within(1e-9));
      assertThat(figures.rateMaxHz()).isCloseTo(200, within(1e-9));
      Map<?, ?> tree = (Map<?, ?>) statistics.toMap().get("populations");
      assertThat(tree.get("P").toString()).contains("size=100", "recorded_cells=10");
      assertThat(PopulationStatistics.of(recording, 0, 0, 40_000).rateHz())
          .isCloseTo(150, within(1e-9));
    }
  }

  @Test
  void shouldBeOfRecordedSteps() throws IOException {
    try (Recording recording = recording(new StepWindow(10_000, 30_000))) {
      PopulationFigures figures =
          RunStatistics.of(recording, 20_000, 40_000).populations().get("P");
      assertThat(figures.windowStartS()).isEqualTo(2);
      assertThat(figures.windowEndS()).isEqualTo(3);
      assertThat(figures.rateHz()).isCloseTo(150, within(1e-9));
      PopulationRate rate = PopulationRate.all(recording, 400).get("P");
      assertThat(rate.bins()).isEqualTo(10);
      for (int bin = 0; bin < 10; bin++) {
        // From 1 to 3 s: the third bin, from 0.8 s on, and the eighth, until 3.2 s, are cut.
        boolean whole = bin >= 3 && bin < 7;
        assertThat(Double.isNaN(rate.rateHz(bin))).as("bin %d", bin).isEqualTo(!whole);
        if (whole) {
          assertThat(rate.rateHz(bin)).isCloseTo(150, within(1e-9));
        }
      }
    }
  }

  @Test
  void shouldBeUndefinedWhereNothingOfTheWindowIsRecorded() throws IOException {
    try (Recording recording = recording(new StepWindow(1_000, 5_000))) {
      PopulationFigures figures =
          RunStatistics.of(recording, 20_000, 40_000).populations().get("P");
      assertThat(figures.rateHz()).isNaN();
      assertThat(RunStatistics.of(recording, 20_000, 40_000).figure("P", "rate_hz")).isEmpty();
    }
  }

  @Test
  void shouldBeShownByPlots() throws IOException {
    try (Recording recording = recording(new StepWindow(1_000, 5_000))) {
      PopulationView view = PopulationView.read(recording, 0);
      assertThat(view.size()).isEqualTo(10);
      assertThat(view.cells()).containsExactly(2, 3, 90, 91, 92, 93, 94, 95, 96, 97);
      // The recorded part ends before the second half of the run: its own second half is shown.
      assertThat(view.windowName()).isEqualTo("0.3–0.5 s");
      assertThat(view.counts().ratesHz().mean()).isCloseTo(150, within(1e-9));
      assertThat(Plots.write(recording, directory.resolve("plots"), List.of())).hasSize(3);
    }
  }
}
