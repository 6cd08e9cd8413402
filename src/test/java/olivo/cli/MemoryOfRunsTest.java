package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olivo.device.opencl.OpenClPlatforms;
import olivo.testing.JavaProcess;
import olivo.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says of the heap, and what a run then has on it. */
class MemoryOfRunsTest {
  private static final double TOLERANCE = 0.1;
  private static final String TOO_SMALL = "the memory does not suffice: the network takes ";

  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("run");
  }

  private static double megabytes(String text, String what) {
    Matcher matcher = Pattern.compile(what + " ([0-9.]+) MB").matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "microcircuit-x16, 700 ms, jvm",
    "potjans-diesmann, 150 ms, jvm",
    "microcircuit-x16, 2 s, opencl:0.0",
  })
  void shouldForetellTheHeap(String name, String duration, String device) throws IOException {
    if (!device.equals("jvm")) {
      Needs.that(!OpenClPlatforms.inventory().devices().isEmpty(), "an OpenCL device");
    }
    Path topology = Path.of("conf", name + ".conf").toAbsolutePath();
    Invocation plan = Invocation.of("plan", topology, "--device", device);
    assertThat(plan.status()).as(plan.err()).isZero();
    JavaProcess.Ended ended =
        PoclOnly.process(directory)
            .with("-XX:+UseSerialGC", "-Xmn96m")
            .run(
                HeapTrial.class,
                "run",
                topology,
                "--duration",
                duration,
                "--device",
                device,
                "--no-plots",
                "--quiet",
                "--out",
                out());
    String[] figures = ended.out().trim().split("\\s+");
    assertThat(figures).as(ended.toString()).hasSize(3).startsWith("0");
    double most = Long.parseLong(figures[1]) * 1e-6;
    double running = Long.parseLong(figures[2]) * 1e-6;
    assertThat(megabytes(plan.out(), "\nheap +") / running)
        .as("%.1f MB while it ran%n%s", running, plan.out())
        .isCloseTo(1, within(TOLERANCE));
    // What was looked at may not have been the fullest moment, which is short.
    assertThat(megabytes(plan.out(), "at its fullest") / most)
        .as("%.1f MB at most%n%s", most, plan.out())
        .isBetween(1 - TOLERANCE, 1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200_000_000 | type = lif, C_m = 250 pF, g_L = 10 nS, E_L = -65 mV, V_th = -50 mV,"
            + " V_reset = -70 mV, t_ref = 2 ms",
        "2_000_000_000 | type = bernoulli-source, rate = 30 Hz",
      })
  void shouldForetellNetworksOfWhichNotEvenANumberForEachCellFitsTheHeap(String size, String model)
      throws IOException {
    Path topology =
        Files.writeString(
            directory.resolve("large.conf"),
            """
            name = large, dt = 0.1 ms, duration = 1 s
            populations { A { size = %s, model { %s } } }
            interventions = [
              { at = 500 ms, scale { populations.A.model.%s = 2 } }
            ]
            """
                .formatted(size.replace("_", ""), model, model.contains("rate") ? "rate" : "C_m"));
    JavaProcess.Ended plan = small("plan", topology, "--device", "jvm");
    assertThat(plan.status()).as(plan.toString()).isZero();
    assertThat(plan.err()).isEmpty();
    assertThat(plan.out()).contains("\nToo large: " + TOO_SMALL).contains("\nFiles: ");
    JavaProcess.Ended run = small("run", topology, "--device", "jvm", "--out", out());
    assertThat(run.status()).as(run.toString()).isEqualTo(2);
    assertThat(PoclOnly.errors(run)).singleElement().asString().startsWith("olivo: " + TOO_SMALL);
    assertThat(out()).doesNotExist();
  }

  private JavaProcess.Ended small(Object... arguments) throws IOException {
    return PoclOnly.process(directory)
        .with("-XX:+UseSerialGC", "-Xmx128m")
        .run(Main.class, arguments);
  }

  @Test
  void shouldRefuseARunForWhichTheHeapIsTooSmall() throws IOException {
    Path topology = Path.of("conf", "microcircuit-x16.conf").toAbsolutePath();
    JavaProcess.Ended ended =
        PoclOnly.process(directory)
            .with("-XX:+UseSerialGC", "-Xmx64m")
            .run(Main.class, "run", topology, "--device", "jvm", "--out", out());
    assertThat(ended.status()).as(ended.toString()).isEqualTo(2);
    assertThat(out()).doesNotExist();
    List<String> errors = PoclOnly.errors(ended);
    assertThat(errors).hasSize(1);
    Matcher told =
        Pattern.compile(
                "olivo: the memory does not suffice: the network takes (\\d+) MB of the heap, Java may"
                    + " use (\\d+) MB; the environment variable OLIVO_JAVA_OPTS=-Xmx(\\d+)m would"
                    + " allow it")
            .matcher(errors.get(0));
    assertThat(told.matches()).as(errors.get(0)).isTrue();
    assertThat(Integer.parseInt(told.group(1))).isBetween(70, 90);
    JavaProcess.Ended followed =
        PoclOnly.process(directory)
            .with("-XX:+UseSerialGC", "-Xmn96m", "-Xmx" + told.group(3) + "m")
            .run(
                Main.class,
                "run",
                topology,
                "--device",
                "jvm",
                "--duration",
                "100 ms",
                "--no-plots",
                "--quiet",
                "--out",
                out());
    assertThat(followed.status()).as(followed.toString()).isZero();
  }
}
