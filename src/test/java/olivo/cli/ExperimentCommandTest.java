package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ExperimentCommandTest {
  private static final String TEXT =
      """
      title = "tiny things"
      topology = tiny.conf
      seeds = 1..2
      watch = OUT
      bin = 200 ms
      variants {
        plain {
          label = "as it is"
          expect {
            OUT.rate { value = 50 Hz, tolerance = 50 Hz, source = "a guess" }
            OUT.time-course { values = [1000 Hz], tolerance = 1 Hz }
          }
        }
        silent {
          topology { populations.IN.model.rate = 0 Hz, populations.OUT.model.I_e = 0 pA }
          expect.OUT.rate { value = 0 Hz, tolerance = 1 Hz }
        }
      }
      groups.both { title = "Both", variants = [plain, silent], target = [10 Hz, 20 Hz] }
      """;

  @TempDir private Path directory;
  private Path file;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("tiny.conf"), SweepCommandTest.TINY);
    file = Files.writeString(directory.resolve("things.conf"), TEXT);
    out = directory.resolve("out");
  }

  @Test
  void shouldCompareVariantsWithWhatIsExpected() throws IOException {
    Invocation experiment = Invocation.of("experiment", file, "--out", out);
    assertThat(experiment.status()).as(experiment.err()).isZero();
    assertThat(experiment.out())
        .contains("Both", "as it is", "silent", "OUT Hz")
        .contains("2 of 3 expectations held.")
        .containsPattern("plain +OUT.rate_hz +\\d+\\.\\d+ +50.000 \\+- 50.000 +held +a guess")
        .containsPattern("plain +OUT.rate_hz\\[0..0.2 s\\] .* NOT HELD")
        .containsPattern("silent +OUT.rate_hz +0.000 +0.000 \\+- 1.000 +held");
    assertThat(Files.readAllLines(out.resolve("table.csv")))
        .hasSize(5)
        .first()
        .asString()
        .startsWith("run,variant,seed,status,reason,");
    assertThat(Files.readAllLines(out.resolve("summary.csv"))).hasSize(3);
    List<String> expectations = Files.readAllLines(out.resolve("expectations.csv"));
    assertThat(expectations)
        .hasSize(4)
        .startsWith("variant,figure,measured,expected,tolerance,held,source");
    assertThat(expectations.get(3)).isEqualTo("silent,OUT.rate_hz,0.0,0.0,1.0,true,");
    BufferedImage plot = ImageIO.read(out.resolve("both.png").toFile());
    assertThat(plot.getWidth()).isEqualTo(1600);
    assertThat(plot.getHeight()).isEqualTo(900);
    assertThat(colours(plot)).contains(0x0072B2, 0xD55E00, 0xCDE8DE);
  }

  private static List<Integer> colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(pixels).map(p -> p & 0xFFFFFF).distinct().boxed().toList();
  }

  @Test
  void shouldNotJudgeWhatTheRunIsTooShortFor() throws IOException {
    Files.writeString(
        file,
        TEXT.replace("values = [1000 Hz]", "values = [1000 Hz, 1000 Hz, 1000 Hz]")
            .replace(
                "topology { ", "topology { interventions = [{ at = 260 ms, freeze = IN-OUT }], "));
    Object[] command = {"experiment", file, "--out", out};
    assertThat(Invocation.of(command).out())
        .contains("2 of 5 expectations held.")
        .doesNotContain("not measured");
    Invocation early = Invocation.of("experiment", file, "--out", out, "--duration", "350ms");
    assertThat(early.out())
        .contains("1 of 2 expectations held, 3 could not be measured.")
        .containsPattern("plain +OUT.rate_hz\\[0..0.2 s\\] .* NOT HELD")
        .containsPattern(
            "plain +OUT.rate_hz\\[0.2..0.4 s\\] +- .* not measured \\(the run ends at 0.35 s\\)")
        .containsPattern("silent +OUT.rate_hz +- .* not measured \\(the run ends at 0.35 s\\)");
    assertThat(Files.readAllLines(out.resolve("expectations.csv")))
        .contains("silent,OUT.rate_hz,,0.0,1.0,,");
  }

  @Test
  void shouldNotRunAgainWhatIsThere() {
    assertThat(Invocation.of("experiment", file, "--out", out, "--quiet"))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(Invocation.of("experiment", file, "--out", out).errLines())
        .containsExactly("4 of 4 runs done earlier");
  }

  @Test
  void shouldTakeSeedsAndDurationOfTheCommandLine() throws IOException {
    Invocation experiment =
        Invocation.of(
            "experiment", file, "--out", out, "--seeds", "7", "--duration", "100ms", "--quiet");
    assertThat(experiment.status()).as(experiment.err()).isZero();
    assertThat(Invocation.runJson(out.resolve("runs/variant=silent_seed=7")).get("steps"))
        .hasToString("1000");
  }

  @Test
  void shouldListTheExperimentsThereAre() {
    Invocation list = Invocation.of("experiment");
    assertThat(list.status()).isZero();
    assertThat(list.out()).contains("emergence: Where the 1 Hz of the inferior olive comes from (");
  }

  @Test
  void shouldKnowTheExperimentsOfTheInstallation() {
    Invocation dry = Invocation.of("experiment", "emergence", "--dry-run");
    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out().lines()).contains("variant=w-half_seed=1").hasSizeGreaterThan(20);
  }

  @Test
  void shouldRefuseBadInput() throws IOException {
    refused("there is no experiment 'emergency'", "emergency");
    refused("none.conf: no such file", directory.resolve("none.conf"));
    refused("--seeds x: got 'x'", file, "--seeds", "x");
    refused("--duration x: got 'x'; needs a time", file, "--duration", "x");
    Path broken = directory.resolve("broken.conf");
    Files.writeString(broken, TEXT.replace("bin =", "bim ="));
    refused(broken + ":5: bim: unknown key (did you mean 'bin'?)", broken);
    Files.writeString(broken, TEXT.replace("I_e = 0 pA", "I_e = 0"));
    refused(broken + ":15: populations.OUT.model.I_e: got '0', which has no unit", broken);
  }

  private void refused(String expected, Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "experiment";
    all[1] = "--out";
    all[2] = out;
    System.arraycopy(args, 0, all, 3, args.length);
    Invocation invocation = Invocation.of(all);
    assertThat(invocation.status()).as(invocation.err()).isEqualTo(2);
    assertThat(invocation.errLines()).hasSize(1).first().asString().contains(expected);
    assertThat(out).doesNotExist();
  }
}
