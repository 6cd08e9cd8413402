package olivo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {
  @TempDir Path directory;

  @Test
  void shouldReadBackEveryPixelWhenColoursFitIntoAPalette() throws IOException {
    shouldReadBack(256);
  }

  @Test
  void shouldReadBackEveryPixelWhenColoursDoNotFitIntoAPalette() throws IOException {
    shouldReadBack(257);
  }

  @Test
  void shouldReplaceFileAndLeaveNoOther() throws IOException {
    Path file = directory.resolve("plot.png");
    Files.writeString(file, "older");
    PngFile.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(3);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private void shouldReadBack(int colours) throws IOException {
    Random random = new Random(colours);
    int[] palette = random.ints(colours, 0, 1 << 24).toArray();
    BufferedImage image = new BufferedImage(61, 47, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 61 * 47; i++) {
      image.setRGB(i % 61, i / 61, palette[i % colours]);
    }
    Path file = directory.resolve("colours.png");
    PngFile.write(image, file);
    BufferedImage read = ImageIO.read(file.toFile());
    for (int y = 0; y < 47; y++) {
      for (int x = 0; x < 61; x++) {
        assertThat(read.getRGB(x, y)).isEqualTo(image.getRGB(x, y));
      }
    }
  }
}
