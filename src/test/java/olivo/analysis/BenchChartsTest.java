package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plots of benchmarks show their curves, each in its colour. */
class BenchChartsTest {
  @TempDir private Path directory;

  private static int pixels(BufferedImage image, Color colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void shouldDrawACurveOfPercentiles() throws IOException {
    Path file = directory.resolve("p.png");
    PercentileChart.write(
        "title",
        List.of(
            new PercentileChart.Line("a", 0, 0, List.of(0.0, 0.9, 0.999), List.of(1.0, 2.0, 50.0)),
            new PercentileChart.Line("b", 1, 1, List.of(0.0, 0.5), List.of(0.0, 1e6))),
        file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(pixels(image, PlotStyle.COLOURS.get(0))).isGreaterThan(1000);
    assertThat(pixels(image, PlotStyle.COLOURS.get(1))).isGreaterThan(100);
  }

  @Test
  void shouldDrawPercentilesOfNothing() throws IOException {
    Path file = directory.resolve("nothing.png");
    PercentileChart.write(
        "title", List.of(new PercentileChart.Line("a", 0, 0, List.of(), List.of())), file);
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void shouldDrawWhatGrowsWithTheSize() throws IOException {
    Path file = directory.resolve("s.png");
    ScalingChart.write(
        "title",
        List.of("x1", "x4"),
        "real-time factor",
        List.of(
            new ScalingChart.Line(
                "one",
                List.of(
                    new ScalingChart.Point(0, 0.06, 0.05, 0.07),
                    new ScalingChart.Point(1, 0.3, 0.2, 0.4))),
            new ScalingChart.Line("two", List.of(new ScalingChart.Point(0, 0.1, 0.1, 0.1)))),
        file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(pixels(image, PlotStyle.COLOURS.get(0))).isGreaterThan(1000);
    assertThat(pixels(image, PlotStyle.COLOURS.get(1))).isGreaterThan(50);
  }
}
