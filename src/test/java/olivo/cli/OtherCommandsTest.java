package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command but {@code run}. */
class OtherCommandsTest {
  @TempDir private static Path run;
  @TempDir private Path directory;

  @BeforeAll
  static void simulate() {
    assertThat(Invocation.shortRun(run, "--quiet").status()).isZero();
  }

  @Test
  void shouldSayWhatCanBeSimulated() {
    Invocation check = Invocation.of("check", "conf/microcircuit.conf", "--duration", "5s");
    assertThat(check.status()).isZero();
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .isEqualToNormalizingNewlines(
            "microcircuit can be simulated: "
                + "6 populations, 4888 cells, 7 projections, 50000 steps of 0.1 ms\n");
  }

  @Test
  void shouldPrintATopologyThatReadsBackAsTheSame() throws IOException {
    String printed = Invocation.of("check", "--print", "--set", "seed=99").out();
    assertThat(printed).contains("99");
    Path file = Files.writeString(directory.resolve("printed.conf"), printed);
    Invocation again = Invocation.of("check", file, "--print");
    assertThat(again.status()).isZero();
    assertThat(again.out()).isEqualTo(printed);
  }

  /** Lines are broken behind dots and colons, also within names of files and devices. */
  @Test
  void shouldBreakNoNameInItsHelp() {
    List<List<String>> commands =
        new ArrayList<>(
            List.of(List.of(), List.of("bench", "latency"), List.of("bench", "throughput")));
    Main.commandLine().getSubcommands().keySet().forEach(name -> commands.add(List.of(name)));
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(command);
      words.add("--help");
      String help = Invocation.of(words.toArray()).out();
      assertThat(help).doesNotContainPattern("\\.\\n *(npz|json|csv|png|conf|<)|:\\n *<");
      assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void shouldWarnOfWhatIsRounded() {
    Invocation check =
        Invocation.of(
            "check", "--set", "delay-rounding=nearest", "--set", "projections.CF-PKJ.delay=2.04ms");
    assertThat(check.status()).isZero();
    assertThat(check.errLines()).hasSize(1);
    assertThat(check.err()).startsWith("olivo: warning: ").contains("CF-PKJ", "2.04");
  }

  @Test
  void shouldDrawPlotsAfterwards() throws IOException {
    Invocation analyze = Invocation.of("analyze", run);
    assertThat(analyze.status()).as(analyze.err()).isZero();
    assertThat(analyze.out().lines()).hasSizeGreaterThan(5).allMatch(l -> Files.exists(Path.of(l)));
    assertThat(run.resolve("plots/io_raster.png")).isNotEmptyFile();
  }

  @Test
  void shouldExportTheSameBytesAgain() throws IOException {
    Path npz = run.resolve("output.npz");
    byte[] ofRun = Files.readAllBytes(npz);
    Files.delete(npz);
    Invocation export = Invocation.of("export", run, "--format", "npz");
    assertThat(export.status()).as(export.err()).isZero();
    assertThat(export.out().strip()).isEqualTo(npz.toString());
    assertThat(Files.readAllBytes(npz)).isEqualTo(ofRun);
  }

  @Test
  void shouldListTheBuiltInDevice() {
    Invocation devices = Invocation.of("devices");
    assertThat(devices.status()).isZero();
    assertThat(devices.out().lines()).hasSizeGreaterThan(1).first().asString().startsWith("jvm ");
    assertThat(devices.out()).containsAnyOf("opencl:0.0 ", "OpenCL: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'run, check, plan, analyze, export, devices, bundle, olivo test, 130'",
    "run, '--duration, --seed, --set, --threads, --device, --epoch-steps, --out, --overwrite, --no-plots, --quiet'",
    "check, '--print, --set'",
    "analyze, RUN_DIR",
    "export, 'RUN_DIR, --format'",
    "plan, '--duration, --set, --threads, --device, --epoch-steps'",
    "devices, devices",
    "bundle, '--out, --tar, --overwrite'"
  })
  void shouldExplainItself(String command, String mentioned) {
    Invocation help =
        command.isEmpty() ? Invocation.of("--help") : Invocation.of(command, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: olivo").contains(mentioned.split(", "));
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void shouldExplainItselfWithoutACommand() {
    assertThat(Invocation.of()).isEqualTo(Invocation.of("--help"));
  }

  @Test
  void shouldTellItsVersion() {
    Invocation version = Invocation.of("--version");
    assertThat(version.status()).isZero();
    assertThat(version.out()).containsPattern("^olivo \\d+\\.\\d+\\.\\d+").contains("VM");
  }

  @Test
  void shouldTellItsVersionForEveryCommand() {
    assertThat(Invocation.of("run", "--version")).isEqualTo(Invocation.of("--version"));
  }
}
