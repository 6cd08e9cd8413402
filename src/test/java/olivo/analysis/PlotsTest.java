package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import olivo.model.CellRange;
import olivo.model.Expectation;
import olivo.record.format.Recording;
import olivo.record.format.RecordingHeader.StepWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  private static final List<Expectation> NOTHING_EXPECTED = List.of();

  @TempDir Path directory;

  @Test
  void shouldWriteThePlotsOfTheDefaultCircuit() throws IOException {
    SyntheticRun run =
        new SyntheticRun(40_000)
            .poisson("PF", 400, 26)
            .poisson("PKJ", 128, 50)
            .poisson("IO", 16, 1)
            .weights("PF-PKJ", 200, 2_000, true)
            .potentials("IO", 0, 1);
    List<Path> plots = plot(run, NOTHING_EXPECTED);
    assertThat(names(plots))
        .containsExactlyInAnyOrder(
            "pf_raster.png",
            "pkj_raster.png",
            "io_raster.png",
            "rates.png",
            "isi_histograms.png",
            "weights_mean_std.png",
            "weights_individual.png",
            "weights_histogram.png",
            "io_pair_voltages.png");
    try (Stream<Path> files = Files.list(directory.resolve("plots"))) {
      assertThat(files).containsExactlyInAnyOrderElementsOf(plots);
    }
    for (Path plot : plots) {
      BufferedImage image = ImageIO.read(plot.toFile());
      assertThat(image.getWidth()).as(plot.toString()).isBetween(1590, 1600);
      assertThat(image.getHeight()).as(plot.toString()).isBetween(300, 700);
      assertThat(coloured(image)).as(plot.toString()).isGreaterThan(500);
    }
  }

  @Test
  void shouldPaintOneMarkForEachSpikeWhenTheyAreFew() throws IOException {
    long[][] one = {{5_000, 1}};
    long[][] four = {{1_000, 0}, {5_000, 1}, {7_000, 2}, {9_000, 0}};
    int marks = coloured(raster(new SyntheticRun(10_000).population("A", 3, one), "one"));
    assertThat(marks).isPositive();
    assertThat(coloured(raster(new SyntheticRun(10_000).population("A", 3, four), "four")))
        .isBetween(4 * marks - 50, 4 * marks + 50);
  }

  @Test
  void shouldPutCellZeroAtTheBottomAndTimeFromTheLeft() throws IOException {
    BufferedImage image =
        raster(new SyntheticRun(10_000).population("A", 2, new long[] {9_000, 0}), "corner");
    int width = image.getWidth();
    int height = image.getHeight();
    assertThat(coloured(image.getSubimage(width / 2, height / 2, width / 2, height / 2)))
        .isEqualTo(coloured(image))
        .isPositive();
  }

  @Test
  void shouldShadeTheExpectedBand() throws IOException {
    SyntheticRun run = new SyntheticRun(10_000).poisson("A", 10, 20);
    BufferedImage bare = ImageIO.read(only(plot(run, NOTHING_EXPECTED), "rates.png").toFile());
    List<Expectation> expectations =
        List.of(new Expectation("A", "rate_hz", 10, 30), new Expectation("A", "isi_cv", 0, 9));
    Path again = directory.resolve("again");
    try (Recording recording = Recording.open(directory.resolve("recording"))) {
      List<Path> plots = Plots.write(recording, again, expectations);
      BufferedImage shaded = ImageIO.read(only(plots, "rates.png").toFile());
      assertThat(coloured(shaded)).isGreaterThan(coloured(bare) + 50_000);
    }
  }

  @Test
  void shouldShowRatesOfWhatIsRecorded() throws IOException {
    StepWindow late = new StepWindow(15_000, 20_000);
    long[][] spikes =
        LongStream.range(150, 200)
            .mapToObj(i -> new long[] {100 * i, i % 4})
            .toArray(long[][]::new);
    SyntheticRun run =
        new SyntheticRun(20_000).part("A", 4, List.of(new CellRange(0, 4)), late, spikes);
    List<Path> plots = plot(run, NOTHING_EXPECTED);
    BufferedImage rates = ImageIO.read(only(plots, "rates.png").toFile());
    assertThat(coloured(rates)).isGreaterThan(500);
    assertThat(coloured(rates.getSubimage(0, 0, rates.getWidth() / 4, rates.getHeight())))
        .isGreaterThan(100);
  }

  @Test
  void shouldNotFailWhenRunEndsBeforeWhatIsRecorded() throws IOException {
    StepWindow none = new StepWindow(10_000, 10_000);
    SyntheticRun run = new SyntheticRun(10_000).part("A", 4, List.of(new CellRange(0, 4)), none);
    assertThat(names(plot(run, NOTHING_EXPECTED))).contains("rates.png");
  }

  @Test
  void shouldShowPotentialsFromTheBeginningOfTheirWindow() throws IOException {
    StepWindow late = new StepWindow(10_000, 20_000);
    SyntheticRun run = new SyntheticRun(20_000).population("A", 2).potentials("A", late, 0);
    List<Path> plots = plot(run, NOTHING_EXPECTED);
    BufferedImage trace = ImageIO.read(only(plots, "a_voltages.png").toFile());
    assertThat(coloured(trace.getSubimage(0, 0, trace.getWidth() / 4, trace.getHeight())))
        .isGreaterThan(500);
  }

  @Test
  void shouldCompareRatesThatAreNotRecordedFromTheBeginning() throws IOException {
    RateCourse late =
        new RateCourse(
            new double[] {0, 1, 2, 3},
            new double[] {1, 2, 3, 4},
            new double[] {Double.NaN, 10, 12, 11});
    RatePanel.Line line = new RatePanel.Line("some", 0, false, late);
    RatePanel panel =
        new RatePanel("A", "rate (Hz)", List.of(line), Optional.empty(), OptionalDouble.empty());
    Path file = directory.resolve("compared.png");
    ComparisonCharts.rates(List.of(panel), file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(coloured(image)).isGreaterThan(2000);
  }

  @Test
  void shouldDrawEmptyAxesWhenPopulationIsSilent() throws IOException {
    List<Path> plots = plot(new SyntheticRun(10_000).population("A", 5), NOTHING_EXPECTED);
    assertThat(names(plots)).containsExactly("a_raster.png", "rates.png", "isi_histograms.png");
    BufferedImage image = ImageIO.read(plots.get(0).toFile());
    assertThat(coloured(image)).isZero();
    assertThat(dark(image)).isGreaterThan(500);
  }

  @Test
  void shouldNotFailWhenRunHasOneStep() throws IOException {
    SyntheticRun run =
        new SyntheticRun(1)
            .population("A", 2, new long[] {0, 1})
            .population("B", 300)
            .weights("A-B", 2, 1_000, true)
            .potentials("A", 1);
    assertThat(names(plot(run, NOTHING_EXPECTED)))
        .contains("a_raster.png", "b_raster.png", "weights_mean_std.png", "a_voltages.png");
  }

  @Test
  void shouldNotFailWhenNothingWasRecorded() throws IOException {
    SyntheticRun run = new SyntheticRun(0).population("A", 2).weights("A-B", 2, 1_000, false);
    assertThat(names(plot(run, NOTHING_EXPECTED)))
        .contains("a_raster.png", "weights_mean_std.png")
        .doesNotContain("weights_histogram.png");
  }

  @Test
  void shouldLeaveOutPopulationsThatAreNotRecorded() throws IOException {
    SyntheticRun run = new SyntheticRun(1_000).unrecorded("A", 2).potentials("A", 0, 1);
    assertThat(names(plot(run, NOTHING_EXPECTED))).containsExactly("a_pair_voltages.png");
  }

  @Test
  void shouldKeepPlotsApartWhenNamesDifferInCaseOnly() throws IOException {
    SyntheticRun run = new SyntheticRun(1_000).population("l/2", 2).population("L/2", 2);
    assertThat(names(plot(run, NOTHING_EXPECTED))).contains("l_2_raster.png", "l_2_raster_2.png");
  }

  @Test
  void shouldFailAndLeaveNoHalfWrittenFileWhenPlotCannotBeWritten() throws IOException {
    Path plots = directory.resolve("plots");
    Files.createDirectories(plots.resolve("rates.png").resolve("in the way"));
    SyntheticRun run = new SyntheticRun(1_000).population("A", 2);
    assertThatThrownBy(() -> plot(run, NOTHING_EXPECTED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rates.png");
    try (Stream<Path> files = Files.list(plots)) {
      assertThat(files.map(f -> f.getFileName().toString())).noneMatch(f -> f.endsWith(".part"));
    }
  }

  @Test
  void shouldChooseTheSameSubsetForTheSameSeed() {
    int[] subset = PopulationView.subset(4096, 128, 1, "PF");
    assertThat(subset).hasSize(128).isSorted().doesNotHaveDuplicates();
    assertThat(PopulationView.subset(4096, 128, 1, "PF")).isEqualTo(subset);
    assertThat(PopulationView.subset(4096, 128, 2, "PF")).isNotEqualTo(subset);
    assertThat(PopulationView.subset(3, 128, 1, "PF")).containsExactly(0, 1, 2);
  }

  @Test
  void shouldChooseRoundBinsForRates() {
    assertThat(PopulationView.rateBinSteps(600_000)).isEqualTo(10_000);
    assertThat(PopulationView.rateBinSteps(60)).isEqualTo(1);
    assertThat(PopulationView.rateBinSteps(61)).isEqualTo(2);
    assertThat(PopulationView.rateBinSteps(1_300_000)).isEqualTo(50_000);
    assertThat(PlotStyle.roundUnit(0.083)).isEqualTo(0.1);
    assertThat(PlotStyle.roundUnit(5)).isEqualTo(5);
    assertThat(PlotStyle.roundUnit(5.1)).isEqualTo(10);
  }

  private List<Path> plot(SyntheticRun run, List<Expectation> expectations) throws IOException {
    try (Recording recording = run.write(directory.resolve("recording"))) {
      return Plots.write(recording, directory.resolve("plots"), expectations);
    }
  }

  private BufferedImage raster(SyntheticRun run, String name) throws IOException {
    Path here = directory.resolve(name);
    try (Recording recording = run.write(here.resolve("recording"))) {
      List<Path> plots = Plots.write(recording, here.resolve("plots"), NOTHING_EXPECTED);
      return ImageIO.read(only(plots, "a_raster.png").toFile());
    }
  }

  private static Path only(List<Path> plots, String name) {
    return plots.stream().filter(p -> p.endsWith(name)).findFirst().orElseThrow();
  }

  private static List<String> names(List<Path> plots) {
    return plots.stream().map(p -> p.getFileName().toString()).toList();
  }

  /** Pixels that are not a shade of grey. */
  private static int coloured(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        if (Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > 24) {
          count++;
        }
      }
    }
    return count;
  }

  /** Pixels of text and axes. */
  private static int dark(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFF) < 0x60 ? 1 : 0;
      }
    }
    return count;
  }
}
