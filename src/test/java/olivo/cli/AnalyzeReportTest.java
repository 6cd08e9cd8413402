package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeReportTest {
  private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\"");

  @TempDir private Path directory;

  @Test
  void shouldShowFiguresAndPlotsOfARun() throws IOException {
    Path run = directory.resolve("run & more");
    assertThat(
            Invocation.shortRun(
                    run,
                    "--set",
                    "expect={ PF { rate = [900 Hz, 1000 Hz] }, BC { rate = [0 Hz, 1000 Hz] } }")
                .status())
        .isZero();
    Invocation analyzed = Invocation.of("analyze", run);
    assertThat(analyzed.status()).as(analyzed.err()).isZero();
    Path page = run.resolve("report.html");
    assertThat(analyzed.out().lines().toList()).last().isEqualTo(page.toString());
    String html = Files.readString(page);
    assertThat(html)
        .contains("<h1>microcircuit</h1>", "<td>PKJ</td><td>128</td><td>0.15</td><td>0.3</td>")
        .contains(
            "<tr class=\"out\"><td>PF</td>", "<tr class=\"in\"><td>BC</td>", "<td>PF-PKJ</td>")
        .doesNotContain("%s", "NaN");
    List<String> images = IMAGE.matcher(html).results().map(match -> match.group(1)).toList();
    assertThat(images).hasSizeGreaterThan(4);
    assertThat(images).allSatisfy(image -> assertThat(run.resolve(image)).exists());
    assertThat(images).allSatisfy(image -> assertThat(image).startsWith("plots/"));
  }
}
