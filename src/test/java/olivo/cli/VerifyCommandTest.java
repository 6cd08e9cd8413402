package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void simulate() {
    run = directory.resolve("run");
    assertThat(Invocation.shortRun(run).status()).isZero();
  }

  @Test
  void shouldFindTheSameWhereverItRuns() throws IOException {
    Invocation same =
        Invocation.of("verify", run, "--threads", 1, "--set", "placement.PKJ.slices=2", "--quiet");
    assertThat(same.status()).as(same.err()).isZero();
    assertThat(same.out().lines())
        .containsExactly(
            "same spikes on jvm: " + Invocation.digests(run).get("spikes").getAsString(),
            "same weights on jvm: " + Invocation.digests(run).get("weights").getAsString());
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "run.json", "topology.conf", "recording", "output.npz", "run.log");
    }
  }

  /** The report and topology of one run beside the recording of another. */
  @Test
  void shouldSayWhereTwoRunsPart() throws IOException {
    Path other = directory.resolve("other");
    assertThat(Invocation.shortRun(other, "--seed", 2).status()).isZero();
    String segment = "recording/segment-00000.olv";
    Files.copy(other.resolve(segment), run.resolve(segment), StandardCopyOption.REPLACE_EXISTING);
    Path json = run.resolve("run.json");
    String spikes = Invocation.digests(run).get("spikes").getAsString();
    String changed =
        Files.readString(json)
            .replace(spikes, Invocation.digests(other).get("spikes").getAsString());
    Files.writeString(json, changed);
    Invocation differs = Invocation.of("verify", run, "--quiet");
    assertThat(differs.status()).isEqualTo(1);
    assertThat(differs.out().lines().toList())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("other spikes on jvm: " + spikes))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("same weights on jvm: "))
        .satisfies(
            lines ->
                assertThat(lines.get(2))
                    .matches(
                        "earliest difference: a spike of (PF|MF) cell \\d+ at [0-3]\\.\\d+ ms "
                            + "\\(step \\d+\\), in (the earlier|this) run only"));
  }

  @Test
  void shouldRefuseWhatCannotBeCompared() throws IOException {
    assertRefused("--set seed=3: only the placement can differ", "--set", "seed=3");
    Path json = run.resolve("run.json");
    final String report = Files.readString(json);
    Files.writeString(json, report.replaceAll("\"spikes\": \"[0-9a-f]{64}\"", "\"spikes\": null"));
    assertRefused(run + ": the run has not come to its end");
    Files.writeString(json, "[]");
    assertRefused(json + ": is not the report of a run");
    Files.writeString(json, "{}");
    assertRefused(json + ": is not the report of a run");
    Files.delete(json);
    assertRefused(run + ": the run has not come to its end");
    Files.writeString(json, report);
    Path topology = run.resolve("topology.conf");
    Files.writeString(topology, Files.readString(topology).replace("\"seed\": 1", "\"seed\": 9"));
    assertRefused(topology + ": has been changed since the run");
    Files.delete(topology);
    assertRefused(run + ": has no topology.conf");
  }

  private void assertRefused(String message, Object... arguments) {
    Object[] all = Stream.concat(Stream.of("verify", run), Stream.of(arguments)).toArray();
    Invocation refused = Invocation.of(all);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).startsWith("olivo: " + message);
    assertThat(refused.errLines()).hasSize(1);
  }
}
