package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void simulate() {
    run = directory.resolve("run");
    assertThat(Invocation.shortRun(run).status()).isZero();
  }

  /** As a run leaves it that is killed in the middle. */
  private void cut() throws IOException {
    Files.delete(run.resolve("run.json"));
    Path segment = run.resolve("recording/segment-00000.olv");
    try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(segment) / 2);
    }
  }

  @Test
  void shouldBeginAnewWhereNoCheckpointWasKept() throws IOException {
    String digests = Invocation.digests(run).toString();
    cut();
    Invocation resumed = Invocation.of("resume", run, "--no-plots");
    assertThat(resumed.status()).isZero();
    assertThat(resumed.err())
        .startsWith("olivo: " + run + ": no checkpoint was kept, the run begins anew\n");
    assertThat(Invocation.digests(run).toString()).isEqualTo(digests);
  }

  @Test
  void shouldLeaveACompleteRunAlone() throws IOException {
    String report = Files.readString(run.resolve("run.json"));
    Invocation resumed = Invocation.of("resume", run);
    assertThat(resumed.status()).isZero();
    assertThat(resumed.out())
        .isEqualTo(run + ": the run is complete, nothing is left to be done\n");
    assertThat(Files.readString(run.resolve("run.json"))).isEqualTo(report);
  }

  @Test
  void shouldRefuseWhatItCannotGoOnWith() throws IOException {
    assertRefused(directory + ": is not the directory of a run", directory);
    assertRefused(directory.resolve("none") + ": no such directory", directory.resolve("none"));
    assertRefused(run.resolve("run.json") + ": is a file", run.resolve("run.json"));
    assertRefused("--checkpoint-every: got '3'", run, "--checkpoint-every", "3");
    assertRefused(
        "--checkpoint-every: must be a positive multiple of dt, 0.1 ms, got 0.25 ms",
        run,
        "--checkpoint-every",
        "0.25 ms");
    cut();
    Path state = run.resolve("checkpoint/state.h5");
    Files.createDirectories(state.getParent());
    Files.writeString(state, "nothing");
    assertRefused(state + " is no checkpoint", run);
    Path topology = run.resolve("topology.conf");
    Files.writeString(topology, Files.readString(topology).replace("\"seed\": 1", "\"seed\": 9"));
    assertRefused(topology + ": has been changed since the run was begun", run);
    try (RunLock lock = RunLock.take(run)) {
      assertRefused(run + ": a run is going on there", run);
      Invocation overwriting = Invocation.of("run", "--overwrite", "--out", run);
      assertThat(overwriting.status()).isEqualTo(2);
      assertThat(overwriting.err())
          .isEqualTo("olivo: --out " + run + ": a run is going on there\n");
    }
  }

  @Test
  void shouldRefuseACompleteRunOfWhichSomethingIsMissing() throws IOException {
    String report = Files.readString(run.resolve("run.json"));
    cut();
    Files.writeString(run.resolve("run.json"), report);
    assertRefused(run.resolve("run.json") + " says that the run is complete", run);
  }

  @Test
  void shouldKeepCheckpointsAsOftenAsBeforeWhenItBeginsAnew() throws IOException {
    cut();
    Path every = run.resolve("checkpoint/every_steps");
    Files.createDirectories(every.getParent());
    Files.writeString(every, "1000\n");
    assertThat(Invocation.of("resume", run, "--no-plots").status()).isZero();
    assertThat(every.getParent()).doesNotExist();
    cut();
    Files.createDirectories(every.getParent());
    Files.writeString(every, "many");
    Invocation failed = Invocation.of("resume", run, "--no-plots");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("every_steps holds no number of steps");
  }

  private static void assertRefused(String message, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "resume";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Invocation refused = Invocation.of(all);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).startsWith("olivo: " + message);
    assertThat(refused.errLines()).hasSize(1);
  }
}
