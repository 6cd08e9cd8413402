package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import olivo.record.format.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a process of its own: signals, sudden death and want of memory. */
@Timeout(300)
class ProcessTest {
  private static final Duration ORDERLY_END = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(List<String> javaOptions, Object... args) throws IOException {
    List<String> command = new ArrayList<>(withSignalsAsUsual());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"), "olivo.cli.Main");
    for (Object arg : args) {
      command.add(arg.toString());
    }
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /**
   * Whoever starts the tests in the background may have them, and their children, ignore SIGINT.
   */
  private static List<String> withSignalsAsUsual() throws IOException {
    List<String> wrapper = List.of("env", "--default-signal=INT");
    List<String> trial = new ArrayList<>(wrapper);
    trial.add("true");
    int status = new ProcessBuilder(trial).start().onExit().join().exitValue();
    return status == 0 ? wrapper : List.of();
  }

  private Path startLongRun() throws IOException {
    Path run = directory.resolve("run");
    start(List.of(), "run", "--duration", "600s", "--out", run);
    return run;
  }

  /** Reads on until a line of progress comes. */
  private String awaitProgress() throws IOException {
    BufferedReader reader = process.inputReader();
    String line = reader.readLine();
    while (line != null && !line.startsWith("simulated ")) {
      line = reader.readLine();
    }
    assertThat(line).as("a line of progress").isNotNull();
    return line;
  }

  private String outputToTheEnd() {
    return process.inputReader().lines().collect(Collectors.joining("\n"));
  }

  @Test
  void shouldKeepWhatWasRecordedWhenInterrupted() throws Exception {
    Path run = startLongRun();
    assertThat(awaitProgress()).contains("of 600.0 s", "real-time factor", "IO ");
    final Instant interruptedAt = Instant.now();
    signal("INT");
    String output = outputToTheEnd();
    assertThat(process.waitFor()).as(output).isEqualTo(130);
    assertThat(Duration.between(interruptedAt, Instant.now())).isLessThan(ORDERLY_END);
    assertThat(output).contains("olivo: interrupted; the first ", " s are recorded in " + run);
    assertThat(output).doesNotContain("Exception", "WARN", "ERROR");

    JsonObject json = Invocation.runJson(run);
    assertThat(json.get("status").getAsString()).isEqualTo("interrupted");
    try (Recording recording = Recording.open(run.resolve("recording"))) {
      assertThat(recording.truncated()).isFalse();
      assertThat(recording.recordedSteps()).isEqualTo(json.get("steps").getAsLong());
      assertThat(recording.recordedSteps()).isPositive();
      PartialRun.assertIsTheBeginning(recording, directory.resolve("whole"));
    }
    PartialRun.assertReadableByCommands(run);
  }

  @Test
  void shouldKeepWhatWasRecordedWhenKilled() throws Exception {
    Path run = startLongRun();
    awaitProgress();
    signal("KILL");
    outputToTheEnd();
    assertThat(process.waitFor()).isEqualTo(137);

    assertThat(run.resolve("run.json")).doesNotExist();
    try (Recording recording = Recording.open(run.resolve("recording"))) {
      assertThat(recording.recordedSteps()).isPositive();
      PartialRun.assertIsTheBeginning(recording, directory.resolve("whole"));
    }
    PartialRun.assertReadableByCommands(run);
  }

  @Test
  void shouldGoOnAsIfNothingHadHappenedAfterItWasKilled() throws Exception {
    Path run = directory.resolve("run");
    // All spikes of a population, some of another and none of a third are recorded.
    Object[] topology = {
      "--duration",
      "4 s",
      "--set",
      "record.spikes={ PF {}, BC { cells = [3, 5], from = 0.5 s }, IO {} }",
      "--no-plots",
      "--threads",
      2
    };
    List<Object> first = new ArrayList<>(List.of("run", "--checkpoint-every", "0.3 s"));
    first.addAll(List.of("--out", run));
    first.addAll(List.of(topology));
    start(List.of(), first.toArray());
    Path state = run.resolve("checkpoint/state.h5");
    while (!Files.exists(state)) {
      assertThat(process.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    signal("STOP");
    Invocation meanwhile = Invocation.of("resume", run);
    assertThat(meanwhile.status()).isEqualTo(2);
    assertThat(meanwhile.err()).isEqualTo("olivo: " + run + ": a run is going on there\n");
    signal("KILL");
    outputToTheEnd();
    assertThat(process.waitFor()).isEqualTo(137);

    Invocation resumed =
        Invocation.of(
            "resume", run, "--no-plots", "--threads", 1, "--epoch-steps", 5, "--device", "jvm");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.err()).startsWith("going on at ");
    assertThat(resumed.out()).contains(" s were simulated before.");
    Path whole = directory.resolve("whole");
    List<Object> second = new ArrayList<>(List.of("run", "--out", whole));
    second.addAll(List.of(topology));
    assertThat(Invocation.of(second.toArray()).status()).isZero();
    JsonObject json = Invocation.runJson(run);
    assertThat(json.get("digests")).isEqualTo(Invocation.runJson(whole).get("digests"));
    assertThat(json.get("populations")).isEqualTo(Invocation.runJson(whole).get("populations"));
    assertThat(json.get("synaptic_events"))
        .isEqualTo(Invocation.runJson(whole).get("synaptic_events"));
    assertThat(json.get("resumed_step").getAsLong() % 3000).isZero();
    assertThat(run.resolve("checkpoint")).doesNotExist();
    assertThat(Files.mismatch(run.resolve("output.npz"), whole.resolve("output.npz")))
        .isEqualTo(-1);
    Invocation again = Invocation.of("resume", run);
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("the run is complete");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void shouldKeepFinishedRunsWhenASweepIsInterrupted() throws Exception {
    Path topology = Files.writeString(directory.resolve("tiny.conf"), SweepCommandTest.TINY);
    Path out = directory.resolve("out");
    // The first run is over in a moment, the second takes minutes.
    Object[] sweep = {
      "sweep", topology, "--vary", "duration=100ms,5000s", "--jobs", 1, "--out", out
    };
    start(List.of(), sweep);
    BufferedReader reader = process.inputReader();
    assertThat(reader.readLine()).startsWith("1 of 2 runs done: duration=100ms");
    Path second = out.resolve("runs/duration=5000s_seed=1");
    signal("INT");
    String output = outputToTheEnd();
    assertThat(process.waitFor()).as(output).isEqualTo(130);
    assertThat(output)
        .contains("olivo: interrupted; 1 of 2 runs are finished in " + out)
        .doesNotContain("Exception", "WARN", "ERROR");
    assertThat(second.resolve("recording")).doesNotExist();
    assertThat(Files.readAllLines(out.resolve("table.csv")))
        .hasSize(3)
        .anyMatch(row -> row.startsWith("duration=100ms_seed=1,100ms,1,completed,"))
        .anyMatch(row -> row.matches("duration=5000s_seed=1,5000s,1,(interrupted|pending),.*"));

    sweep[3] = "duration=100ms,200ms";
    Invocation later = Invocation.of(sweep);
    assertThat(later.status()).as(later.err()).isZero();
    assertThat(later.errLines()).first().asString().isEqualTo("1 of 2 runs done earlier");
  }

  @Test
  void shouldSayInOneLineThatTheMemoryDoesNotSuffice() throws Exception {
    Path run = directory.resolve("run");
    start(
        List.of("-Xmx64m"),
        "run",
        "--set",
        "projections.PF-BC.rule.indegree=4000",
        "--set",
        "populations.BC.size=50000",
        "--out",
        run);
    String output = outputToTheEnd();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(2);
    assertThat(output.lines()).hasSize(1);
    assertThat(output).startsWith("olivo: the memory does not suffice").contains("OLIVO_JAVA_OPTS");
    assertThat(run).doesNotExist();
  }
}
