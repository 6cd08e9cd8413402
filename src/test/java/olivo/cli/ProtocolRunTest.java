package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import olivo.config.TopologyReader;
import olivo.record.format.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with trials, and runs that are recorded in part. */
class ProtocolRunTest {
  private static final List<String> SHORT =
      List.of(
          "duration=400 ms",
          "protocol.from=100 ms",
          "protocol.session=[{ paired = 2 }, cs-alone]",
          "protocol.trials.paired.duration=100 ms",
          "protocol.trials.paired.CS={ onset = 20 ms, length = 50 ms }",
          "protocol.trials.paired.OTHERS={ onset = 20 ms, length = 50.1 ms }",
          "protocol.trials.paired.US={ onset = 60 ms, length = 10 ms }",
          "protocol.trials.cs-alone.duration=99.9 ms",
          "protocol.trials.cs-alone.CS={ onset = 0 ms, length = 50 ms, probability = 0 }",
          "protocol.trials.cs-alone.OTHERS=null",
          "record.potentials=null");

  @TempDir private Path directory;

  private Invocation invoke(String command, List<String> sets, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, "conf/eyeblink.conf"));
    words.addAll(List.of(more));
    SHORT.forEach(set -> words.addAll(List.of("--set", set)));
    sets.forEach(set -> words.addAll(List.of("--set", set)));
    Invocation invocation = Invocation.of(words.toArray());
    assertThat(invocation.status()).as(invocation.err()).isZero();
    return invocation;
  }

  private Path run(String name, Object... sets) {
    Path out = directory.resolve(name);
    List<String> all = new ArrayList<>();
    for (Object set : sets) {
      all.add(set.toString());
    }
    invoke("run", all, "--device", "jvm", "--no-plots", "--out", out);
    return out;
  }

  @Test
  void shouldLeaveATableOfTrials() throws IOException {
    Path run = run("run");
    assertThat(Files.readAllLines(run.resolve("trials.csv")))
        .containsExactly(
            "trial,type,block,block_number,start_ms,end_ms,CS_on_ms,CS_off_ms,OTHERS_on_ms,"
                + "OTHERS_off_ms,US_on_ms,US_off_ms",
            "1,paired,,1,100,200,120,170,120,170.1,160,170",
            "2,paired,,1,200,300,220,270,220,270.1,260,270",
            "3,cs-alone,,2,300,399.9,,,,,,");
    JsonObject protocol = Invocation.runJson(run).getAsJsonObject("protocol");
    assertThat(protocol.get("trials").getAsInt()).isEqualTo(3);
    assertThat(protocol.get("end_ms").getAsDouble()).isEqualTo(399.9);
    assertThat(protocol.getAsJsonObject("types").get("paired").getAsInt()).isEqualTo(2);
    assertThat(protocol.get("table").getAsString()).isEqualTo("trials.csv");
  }

  @Test
  void shouldMakeHistogramsOfTrialsWhenAnalysed() throws IOException {
    Path run = run("run");
    assertThat(run.resolve("psth.csv")).doesNotExist();
    Invocation analysis = Invocation.of("analyze", run);
    assertThat(analysis.status()).as(analysis.err()).isZero();
    assertThat(analysis.out())
        .contains("psth.csv", "psth_paired.png", "psth_cs-alone.png", "io_raster.png");
    List<String> rows = Files.readAllLines(run.resolve("psth.csv"));
    assertThat(rows).anyMatch(row -> row.startsWith("paired,,1,1,2,PF,512,0,"));
    assertThat(rows).anyMatch(row -> row.startsWith("cs-alone,,2,1,1,IO,16,"));
  }

  @Test
  void shouldSayWhatWillBePresented() {
    String outline = "Protocol: 3 trials from 0.1 to 0.3999 s: 2 paired, 1 cs-alone";
    assertThat(invoke("plan", List.of(), "--device", "jvm").out())
        .contains(outline)
        .contains("CS: 90 Hz in 512 of 4096 PF, presented 2 times")
        .contains("US: 300 pA into 16 of 16 IO, presented 2 times");
    assertThat(invoke("check", List.of()).out()).contains(outline);
    String printed = invoke("check", List.of(), "--print").out();
    assertThat(printed).contains("# " + outline).contains("\"onset\": \"20 ms\"");
    assertThat(TopologyReader.readString(printed, "printed", List.of()).topology().trials())
        .hasSize(3);
  }

  @Test
  void shouldRefuseASessionThatOutlastsTheRun() {
    Invocation check = Invocation.of("check", "conf/eyeblink.conf", "--set", "duration=60 s");
    assertThat(check.status()).isEqualTo(2);
    assertThat(check.err()).contains("protocol.session: ends at 770 s, after the duration of 60 s");
  }

  /** What is recorded changes neither the run nor its digests and counts. */
  @Test
  void shouldRecordInPartWhatWouldBeRecordedAltogether() throws IOException {
    Path whole = run("whole", "record.spikes=all");
    Path part =
        run(
            "part",
            "record.spikes={ PF { first-cell = 500, last-cell = 599, from = 150 ms, until = 350 ms }"
                + ", IO { cells = [1, 3, 4] }, PKJ {} }",
            "record.potentials={ IO { cells = [0], every = 1 ms, from = 50 ms, until = 90 ms } }",
            "record.weights.PF-PKJ={ every = 50 ms, from = 60 ms, until = 300.1 ms }");
    assertThat(Invocation.digests(part)).isEqualTo(Invocation.digests(whole));
    JsonObject populations = Invocation.runJson(part).getAsJsonObject("populations");
    JsonObject all = Invocation.runJson(whole).getAsJsonObject("populations");
    for (String name : all.keySet()) {
      assertThat(populations.getAsJsonObject(name).get("spikes"))
          .as(name)
          .isEqualTo(all.getAsJsonObject(name).get("spikes"));
    }
    JsonObject pf = populations.getAsJsonObject("PF");
    assertThat(pf.get("recorded_cells").getAsInt()).isEqualTo(100);
    assertThat(pf.getAsJsonArray("rate_window_s").toString()).isEqualTo("[0.2,0.35]");
    assertThat(populations.getAsJsonObject("PKJ").has("recorded_spikes")).isFalse();
    assertThat(all.getAsJsonObject("PF").has("recorded_spikes")).isFalse();
    assertThat(populations.getAsJsonObject("BC").has("rate_hz")).isFalse();

    try (Recording expected = Recording.open(whole.resolve("recording"));
        Recording actual = Recording.open(part.resolve("recording"))) {
      assertThat(expected.header().formatVersion()).isEqualTo(1);
      assertThat(actual.header().formatVersion()).isEqualTo(2);
      List<String> spikes = spikes(actual, "PF");
      assertThat(spikes)
          .hasSize(pf.get("recorded_spikes").getAsInt())
          .isEqualTo(
              spikes(expected, "PF").stream()
                  .filter(spike -> isWithin(spike, 1500, 3500, 500, 600))
                  .toList());
      assertThat(spikes).hasSizeGreaterThan(300);
      assertThat(spikes(actual, "IO"))
          .isNotEmpty()
          .isEqualTo(
              spikes(expected, "IO").stream()
                  .filter(spike -> spike.matches("\\d+ [134]"))
                  .toList());
      assertThat(spikes(actual, "PKJ")).isEqualTo(spikes(expected, "PKJ"));
      assertThat(spikes(actual, "BC")).isEmpty();
      List<Long> steps = new ArrayList<>();
      actual.weights(0, (step, weights) -> steps.add(step));
      assertThat(steps).containsExactly(1000L, 1500L, 2000L, 2500L, 3000L);
      steps.clear();
      actual.states(0, (step, values) -> steps.add(step));
      assertThat(steps).hasSize(40).startsWith(500L).endsWith(890L);
    }
  }

  private static boolean isWithin(String spike, int from, int end, int firstCell, int endCell) {
    int step = Integer.parseInt(spike.split(" ")[0]);
    int cell = Integer.parseInt(spike.split(" ")[1]);
    return step >= from && step < end && cell >= firstCell && cell < endCell;
  }

  private static List<String> spikes(Recording recording, String population) throws IOException {
    List<String> spikes = new ArrayList<>();
    recording.spikes(
        recording.population(population), (step, cell) -> spikes.add(step + " " + cell));
    return spikes;
  }
}
