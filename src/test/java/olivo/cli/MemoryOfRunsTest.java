package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olivo.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says of the heap, and what a run then has on it. */
class MemoryOfRunsTest {
  private static final double TOLERANCE = 0.1;

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
    "microcircuit-x16, 700 ms, opencl:0.0",
  })
  void shouldForetellTheHeap(String name, String duration, String device) throws IOException {
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
