package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import olivo.record.format.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind. */
class RunCommandTest {
  private static final List<String> POPULATIONS = List.of("PF", "MF", "BC", "PKJ", "DCN", "IO");

  @TempDir private static Path directory;
  private static Path run;
  private static Invocation invocation;
  private static JsonObject json;

  @BeforeAll
  static void simulate() throws IOException {
    run = directory.resolve("new/run");
    invocation = Invocation.of("run", "--duration", "700ms", "--seed", 7, "--out", run);
    assertThat(invocation.status()).as(invocation.err()).isZero();
    json = Invocation.runJson(run);
  }

  private static JsonElement at(String path) {
    JsonElement element = json;
    for (String key : path.split("/")) {
      assertThat(element.getAsJsonObject().has(key)).as("%s of %s", key, path).isTrue();
      element = element.getAsJsonObject().get(key);
    }
    return element;
  }

  @Test
  void shouldWriteEverythingAndNothingHalf() throws IOException {
    assertThat(namesIn(run))
        .containsExactlyInAnyOrder(
            "run.json", "topology.conf", "run.log", "recording", "output.npz", "plots");
    assertThat(namesIn(run.resolve("recording"))).containsExactly("segment-00000.olv");
    assertThat(namesIn(run.resolve("plots")))
        .contains(
            "io_raster.png",
            "pkj_raster.png",
            "pf_raster.png",
            "io_pair_voltages.png",
            "weights_mean_std.png",
            "weights_individual.png",
            "rates.png")
        .allMatch(name -> name.endsWith(".png"));
  }

  private static List<String> namesIn(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void shouldSayWhatWasRun() {
    assertThat(at("status").getAsString()).isEqualTo("completed");
    assertThat(at("topology/name").getAsString()).isEqualTo("microcircuit");
    assertThat(at("topology/sha256").getAsString()).matches("[0-9a-f]{64}");
    assertThat(at("seed").getAsLong()).isEqualTo(7);
    assertThat(at("dt_ms").getAsDouble()).isEqualTo(0.1);
    assertThat(at("steps").getAsLong()).isEqualTo(7000);
    assertThat(at("version").getAsString()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(at("java").getAsString()).contains(Runtime.version().toString());
    assertThat(at("devices").getAsJsonArray()).hasSize(1);
    assertThat(at("devices").getAsJsonArray().get(0).getAsJsonObject().get("name").getAsString())
        .isEqualTo("jvm");
  }

  @Test
  void shouldSayHowFastItWas() {
    double setupS = at("wall_s/setup").getAsDouble();
    double loopS = at("wall_s/loop").getAsDouble();
    assertThat(setupS).isPositive();
    assertThat(loopS).isPositive();
    assertThat(at("wall_s/total").getAsDouble()).isGreaterThanOrEqualTo(setupS + loopS - 0.002);
    assertThat(at("real_time_factor").getAsDouble())
        .isBetween((loopS - 0.001) / 0.7, (loopS + 0.001) / 0.7);
    // 3.4 M plastic and 6.8 M static deliveries of parallel fibres in a second, and some others.
    assertThat(at("synaptic_events").getAsLong()).isBetween(6_000_000L, 12_000_000L);
  }

  @Test
  void shouldGiveTheFiguresOfEveryPopulation() throws IOException {
    try (Recording recording = Recording.open(run.resolve("recording"))) {
      for (String name : POPULATIONS) {
        long[] spikes = {0};
        recording.spikes(recording.population(name), (step, cell) -> spikes[0]++);
        String population = "populations/" + name;
        assertThat(at(population + "/spikes").getAsLong()).isEqualTo(spikes[0]).isPositive();
        double rate = at(population + "/rate_hz").getAsDouble();
        assertThat(rate)
            .isBetween(
                at(population + "/rate_min_hz").getAsDouble(),
                at(population + "/rate_max_hz").getAsDouble());
        assertThat(at(population + "/rate_sd_hz").getAsDouble()).isNotNegative();
        at(population + "/isi_cv");
        JsonArray window = at(population + "/rate_window_s").getAsJsonArray();
        assertThat(window.get(0).getAsDouble()).isEqualTo(0.35);
        assertThat(window.get(1).getAsDouble()).isEqualTo(0.7);
      }
    }
    assertThat(at("populations").getAsJsonObject().keySet()).containsExactlyElementsOf(POPULATIONS);
    assertThat(at("populations/PF/size").getAsInt()).isEqualTo(4096);
    assertThat(at("populations/PF/rate_hz").getAsDouble()).isBetween(24.0, 28.0);
  }

  @Test
  void shouldGiveWeightsAndDigests() {
    assertThat(at("weights/PF-PKJ/mean").getAsDouble()).isBetween(0.9, 1.1);
    assertThat(at("weights/PF-PKJ/sd").getAsDouble()).isBetween(0.001, 0.2);
    assertThat(at("weights/PF-PKJ/fraction_at_bounds").getAsDouble()).isZero();
    assertThat(at("digests/spikes").getAsString()).matches("[0-9a-f]{64}");
    assertThat(at("digests/weights").getAsString()).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldPrintASummary() {
    assertThat(invocation.out())
        .contains("microcircuit, seed 7, on jvm: 0.7 s simulated")
        .contains("real-time factor")
        .contains("Weights of PF-PKJ")
        .contains(at("digests/spikes").getAsString())
        .contains(at("digests/weights").getAsString())
        .contains(run.toString());
    for (String name : POPULATIONS) {
      assertThat(invocation.out()).containsPattern("(?m)^" + name + " ");
    }
  }

  @Test
  void shouldJudgeNoBandOfALaterTime(@TempDir Path other) {
    assertThat(invocation.out())
        .contains("Not judged, as the run ends before 10 s and figures are of its second half: ")
        .contains(
            "Not judged, as the run ends before 40 s and figures are of its second half: rate_hz of"
                + " PKJ, ")
        .doesNotContain("figures lie in the bands")
        .doesNotContain("Outside");
    Invocation sooner =
        Invocation.shortRun(
            other,
            "--set",
            "expect.IO={ rate = [40 Hz, 50 Hz], from = 50 ms }",
            "--set",
            "expect.PF={ rate = [1 Hz, 50 Hz], from = 0 s }");
    assertThat(sooner.out())
        .containsPattern("Outside its band: rate_hz of IO is [0-9.]+, expected 40 to 50")
        .contains("1 of 2 figures lie in the bands");
  }

  @Test
  void shouldPrintNothingWhenQuiet(@TempDir Path other) {
    Invocation quiet = Invocation.shortRun(other, "--quiet");
    assertThat(quiet).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void shouldDrawNoPlotsWhenToldSo(@TempDir Path other) {
    assertThat(Invocation.shortRun(other).status()).isZero();
    assertThat(other.resolve("plots")).doesNotExist();
  }

  @Test
  void shouldReplaceAnEarlierRunWhenToldSo(@TempDir Path other) throws IOException {
    assertThat(Invocation.shortRun(other, "--seed", 1).status()).isZero();
    assertThat(Invocation.shortRun(other, "--seed", 2, "--overwrite").status()).isZero();
    assertThat(Invocation.runJson(other).get("seed").getAsLong()).isEqualTo(2);
  }
}
