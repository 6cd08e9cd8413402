package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir private Path run;

  private static String plan(Object... more) {
    Object[] words = Stream.concat(Stream.of("plan"), Stream.of(more)).toArray();
    Invocation invocation = Invocation.of(words);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.err()).isEmpty();
    return invocation.out();
  }

  /** A number with a prefix of its unit. */
  private static double megabytes(String out, String what) {
    Matcher matcher = Pattern.compile(what + " ([0-9.]+) ([kMG])B").matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    double scale = Math.pow(1000, "kMG".indexOf(matcher.group(2)) - 1.0);
    return Double.parseDouble(matcher.group(1)) * scale;
  }

  @Test
  void shouldTellCellsSynapsesAndWhatLimitsTheEpochs() {
    assertThat(plan())
        .contains("microcircuit: 60 s in 600000 steps of 0.1 ms")
        .containsPattern("PF +4096 +26\\.09  known")
        .containsPattern("IO +16 +1\\.00  expected by the topology")
        .containsPattern("PF-PKJ +131072 +1 +34[0-9]{5}  plastic")
        .containsPattern("all +410048 ")
        .contains("jvm         PF, MF, BC, PKJ, DCN, IO")
        .contains("   3 ms  DCN > IO")
        .contains("The loop PKJ > DCN > IO > PKJ limits: 7 ms around it.")
        .containsPattern("8 participants, [0-9]{4} epochs, [0-9]{4} messages");
  }

  @Test
  void shouldShowSlicesOnTheirDevicesAndWhatTravelsBetweenThem() {
    String out =
        plan(
            "--set",
            "placement.PKJ.devices=[jvm,\"opencl:0.0\"]",
            "--set",
            "placement.default=\"opencl:0.0\"");
    assertThat(out)
        .contains("jvm         PKJ[0..63]\n")
        .contains("opencl:0.0  PF, MF, BC, PKJ[64..127], DCN, IO\n")
        .containsPattern("jvm to opencl:0.0: 33[0-9]{2} spikes, 13\\.[0-9] kB")
        .containsPattern("opencl:0.0 to jvm: 11[0-9]{4} spikes");
  }

  @Test
  void shouldSayThatRatesAreAssumedWhenTheTopologyExpectsNone() {
    assertThat(plan("--set", "expect=null"))
        .containsPattern("IO +16 +10\\.00  assumed; expect\\.IO\\.rate would tell")
        .contains("rough: BC, PKJ, DCN, IO");
  }

  @Test
  void shouldTellTheMemoryOfDevicesAndHost() {
    assertThat(plan("--set", "placement={ default = jvm, PKJ { devices = \"opencl:0.0\" } }"))
        .containsPattern("Memory:\njvm +[0-9.]+ [kM]B of the heap\n")
        .containsPattern("opencl:0\\.0 +[0-9.]+ MB of [0-9.]+ GB\n")
        .containsPattern("heap +[0-9.]+ MB, at its fullest [0-9.]+ MB; Java may use [0-9.]+ [MG]B")
        .containsPattern("host +[0-9.]+ [kM]B outside of the heap")
        .doesNotContain("Too large");
    assertThat(
            plan(
                "--set",
                "populations.BC.size=150000",
                "--set",
                "projections.PF-BC.rule.indegree=4000"))
        .contains("Too large: the memory does not suffice: the network takes ");
  }

  @Test
  void shouldForetellTheSizeOfTheFiles() throws IOException {
    String out = plan("--duration", "2 s");
    Invocation invocation = Invocation.of("run", "--duration", "2 s", "--no-plots", "--out", run);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    double recording = 0;
    try (Stream<Path> files = Files.list(run.resolve("recording"))) {
      for (Path file : files.toList()) {
        recording += Files.size(file);
      }
    }
    assertThat(megabytes(out, "recording") / (recording * 1e-6)).isCloseTo(1, within(0.1));
    assertThat(megabytes(out, "output.npz") / (Files.size(run.resolve("output.npz")) * 1e-6))
        .isCloseTo(1, within(0.1));
  }

  @Test
  void shouldSaySoWhenSpikesOnlyFlowForward() {
    assertThat(
            plan(
                "--set",
                "projections={ MF-DCN { from = MF, to = DCN, rule = all-to-all, weight = 1 nS,"
                    + " delay = 1 ms, synapse { type = exp-conductance, tau = 6 ms, E_rev = 0 mV } } }",
                "--set",
                "plasticity=null",
                "--set",
                "record=null",
                "--set",
                "expect=null"))
        .contains("No loop: spikes only flow forward.");
  }

  /** How epochs fall in a run depends a little on how fast everybody happens to be. */
  @Test
  void shouldForetellTheNumberOfEpochs() throws IOException {
    Matcher foretold =
        Pattern.compile("participants, ([0-9]+) epochs").matcher(plan("--threads", 1));
    assertThat(foretold.find()).isTrue();
    Invocation invocation =
        Invocation.of("run", "--duration", "3 s", "--threads", 1, "--no-plots", "--out", run);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    long epochs =
        Invocation.runJson(run).getAsJsonObject("epochs").entrySet().stream()
            .mapToLong(entry -> entry.getValue().getAsLong())
            .sum();
    assertThat(Double.parseDouble(foretold.group(1)) / (epochs / 3.0)).isCloseTo(1, within(0.3));
  }
}
