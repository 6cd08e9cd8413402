package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import olivo.record.format.Recording;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SweepCommandTest {
  static final String TINY =
      """
      name = tiny, dt = 0.1 ms, duration = 600 ms
      populations {
        IN { size = 40, model { type = bernoulli-source, rate = 40 Hz } }
        T { size = 2, model { type = bernoulli-source, rate = 10 Hz } }
        OUT { size = 8, model { type = lif, C_m = 250 pF, g_L = 10 nS, E_L = -65 mV,
                                V_th = -50 mV, V_reset = -70 mV, t_ref = 2 ms, I_e = 140 pA } }
      }
      projections {
        IN-OUT {
          from = IN, to = OUT, rule { type = fixed-indegree, indegree = 20 }, weight = 2 nS
          delay = 1 ms, synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
          plasticity = B
        }
        T-OUT {
          from = T, to = OUT, rule { type = zonal-convergent, zone-size = 4, offsets = [0] }
          weight = 1 nS, delay = 1 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = 0 mV }
        }
      }
      plasticity.B { type = teacher-gated, teacher = T-OUT, window = 20 ms, a_ltp = 0.001,
                     a_ltd = 0.002, w_init = 1, w_min = 0.2, w_max = 3 }
      """;

  private static final String DRIVE = "populations.OUT.model.I_e";

  @TempDir private Path directory;
  private Path topology;
  private Path out;

  @BeforeEach
  void writeTopology() throws IOException {
    topology = Files.writeString(directory.resolve("tiny.conf"), TINY);
    out = directory.resolve("out");
  }

  private Invocation sweep(Object... more) {
    List<Object> args = new ArrayList<>(List.of("sweep", topology, "--device", "jvm"));
    args.addAll(List.of("--out", out));
    args.addAll(List.of(more));
    return Invocation.of(args.toArray());
  }

  private Map<String, CSVRecord> table() throws IOException {
    return rows(out.resolve("table.csv"), "run");
  }

  private static Map<String, CSVRecord> rows(Path file, String key) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    Map<String, CSVRecord> rows = new TreeMap<>();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), format)) {
      parser.forEach(row -> rows.put(row.get(key), row));
    }
    return rows;
  }

  private JsonObject runJson(String run) throws IOException {
    return Invocation.runJson(out.resolve("runs").resolve(run));
  }

  private Map<String, FileTime> ends() throws IOException {
    Map<String, FileTime> ends = new TreeMap<>();
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      for (Path run : runs.toList()) {
        ends.put(run.getFileName().toString(), Files.getLastModifiedTime(run.resolve("run.json")));
      }
    }
    return ends;
  }

  @Test
  void shouldTabulateWhatTheRunsSay() throws IOException {
    Invocation sweep = sweep("--vary", DRIVE + "=140pA,160 pA", "--seeds", "1..2", "--jobs", 2);
    assertThat(sweep.status()).as(sweep.err()).isZero();
    assertThat(sweep.out()).contains("I_e=140pA", "I_e=160 pA", "OUT Hz", "w IN-OUT", "table.csv");
    assertThat(sweep.errLines()).hasSize(4).last().asString().startsWith("4 of 4 runs done: ");
    Map<String, CSVRecord> table = table();
    assertThat(table.keySet())
        .containsExactly(
            "I_e=140pA_seed=1", "I_e=140pA_seed=2", "I_e=160_pA_seed=1", "I_e=160_pA_seed=2");
    for (Map.Entry<String, CSVRecord> row : table.entrySet()) {
      assertAgrees(row.getValue(), runJson(row.getKey()));
      Path run = out.resolve("runs").resolve(row.getKey());
      assertThat(run.resolve("recording")).doesNotExist();
      assertThat(run.resolve("topology.conf")).isNotEmptyFile();
      assertThat(Files.readAllLines(run.resolve("rates.csv")))
          .startsWith("start_s,end_s,IN_hz,T_hz,OUT_hz")
          .hasSize(7);
    }
    assertThat(table.get("I_e=160_pA_seed=1").get(DRIVE)).isEqualTo("160 pA");
    assertThat(out.resolve("rates.png")).isNotEmptyFile();
    assertThat(out.resolve("rate_vs_" + DRIVE + ".png")).isNotEmptyFile();
    assertSummary(table);
  }

  private static void assertAgrees(CSVRecord row, JsonObject json) {
    assertThat(row.get("status")).isEqualTo("completed");
    assertThat(row.get("reason")).isEmpty();
    assertThat(row.get("seed")).isEqualTo(json.get("seed").getAsString());
    JsonObject output = json.getAsJsonObject("populations").getAsJsonObject("OUT");
    for (String figure :
        List.of("spikes", "rate_hz", "rate_sd_hz", "rate_min_hz", "rate_max_hz", "isi_cv")) {
      String expected = output.get(figure).isJsonNull() ? "" : output.get(figure).getAsString();
      assertThat(row.get("OUT." + figure)).isEqualTo(expected);
    }
    assertThat(output.get("rate_hz").getAsDouble()).isPositive();
    JsonObject weights = json.getAsJsonObject("weights").getAsJsonObject("IN-OUT");
    for (String figure : List.of("mean", "sd", "fraction_at_bounds")) {
      assertThat(row.get("IN-OUT." + figure)).isEqualTo(weights.get(figure).getAsString());
    }
    JsonObject digests = json.getAsJsonObject("digests");
    assertThat(row.get("digest_spikes")).isEqualTo(digests.get("spikes").getAsString());
    assertThat(row.get("digest_weights")).isEqualTo(digests.get("weights").getAsString());
    assertThat(row.get("wall_s"))
        .isEqualTo(json.getAsJsonObject("wall_s").get("total").getAsString());
    assertThat(row.get("real_time_factor")).isEqualTo(json.get("real_time_factor").getAsString());
  }

  private void assertSummary(Map<String, CSVRecord> table) throws IOException {
    CSVRecord summary = rows(out.resolve("summary.csv"), DRIVE).get("140pA");
    double first = Double.parseDouble(table.get("I_e=140pA_seed=1").get("OUT.rate_hz"));
    double second = Double.parseDouble(table.get("I_e=140pA_seed=2").get("OUT.rate_hz"));
    assertThat(first).isNotEqualTo(second);
    assertThat(summary.get("completed_runs")).isEqualTo("2");
    assertThat(Double.parseDouble(summary.get("OUT.rate_hz.mean")))
        .isEqualTo((first + second) / 2, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Double.parseDouble(summary.get("OUT.rate_hz.sd")))
        .isEqualTo(Math.abs(first - second) / 2, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void shouldSayThatNothingOfTheSecondHalfIsRecorded() {
    Invocation sweep =
        sweep("--vary", DRIVE + "=140pA,160pA", "--set", "record.spikes.OUT.until=200 ms");
    assertThat(sweep.status()).as(sweep.err()).isZero();
    assertThat(sweep.out())
        .contains("\n-: nothing of the second half of the run is recorded of OUT.\n");
    assertThat(sweep("--vary", DRIVE + "=140pA,160pA").out()).doesNotContain("\n-:");
  }

  @Test
  void shouldGiveTheSameSpikesAsARunAlone() throws IOException {
    assertThat(sweep("--vary", DRIVE + "=160pA", "--seeds", "2", "--quiet").status()).isZero();
    Path alone = directory.resolve("alone");
    Object[] run = {"run", topology, "--set", DRIVE + "=160pA", "--seed", 2, "--out", alone};
    assertThat(Invocation.of(run).status()).isZero();
    assertThat(runJson("I_e=160pA_seed=2").get("digests"))
        .isEqualTo(Invocation.runJson(alone).get("digests"));
  }

  @Test
  void shouldRunAgainOnlyWhatIsMissingOrDifferent() throws IOException {
    Object[] two = {"--vary", DRIVE + "=140pA,160pA", "--quiet"};
    assertThat(sweep(two)).isEqualTo(new Invocation(0, "", ""));
    final Map<String, FileTime> first = ends();
    String table = Files.readString(out.resolve("table.csv"));
    Invocation again = sweep("--vary", DRIVE + "=140pA,160pA");
    assertThat(again.status()).isZero();
    assertThat(again.err().strip()).isEqualTo("2 of 2 runs done earlier");
    assertThat(ends()).isEqualTo(first);
    assertThat(Files.readString(out.resolve("table.csv"))).isEqualTo(table);

    assertThat(sweep("--vary", DRIVE + "=140pA,150pA,160pA", "--quiet").status()).isZero();
    assertThat(ends()).containsAllEntriesOf(first).hasSize(3);
    assertThat(table()).hasSize(3);

    Path of140 = out.resolve("runs/I_e=140pA_seed=1/run.json");
    Files.writeString(of140, Files.readString(of140).replace("completed", "interrupted"));
    assertThat(sweep(two).status()).isZero();
    assertThat(Files.readString(of140)).contains("\"completed\"");
    assertThat(ends().get("I_e=160pA_seed=1")).isEqualTo(first.get("I_e=160pA_seed=1"));

    Invocation changed =
        sweep("--vary", DRIVE + "=140pA,160pA", "--set", "plasticity.B.a_ltd=0.003");
    assertThat(changed.errLines()).hasSize(2).noneMatch(line -> line.contains("earlier"));
    assertThat(table().get("I_e=160pA_seed=1").get("digest_weights")).isNotEqualTo(digestIn(table));
  }

  private static String digestIn(String table) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(table, format)) {
      return parser.getRecords().get(1).get("digest_weights");
    }
  }

  @Test
  void shouldReportARunThatFailsAndMakeTheOthers() throws IOException {
    Path inTheWay = out.resolve("runs/I_e=140pA_seed=1");
    assertThat(sweep("--vary", DRIVE + "=160pA", "--quiet").status()).isZero();
    Files.writeString(inTheWay, "");
    Invocation sweep = sweep("--vary", DRIVE + "=140pA,150pA,160pA");
    assertThat(sweep.status()).isEqualTo(1);
    assertThat(sweep.err())
        .contains("I_e=140pA_seed=1 failed")
        .contains("olivo: I_e=140pA_seed=1: cannot write: " + inTheWay + " is a file")
        .doesNotContain("\tat ");
    Map<String, CSVRecord> table = table();
    assertThat(table.get("I_e=140pA_seed=1").get("status")).isEqualTo("failed");
    assertThat(table.get("I_e=140pA_seed=1").get("reason")).contains("is a file");
    assertThat(table.get("I_e=150pA_seed=1").get("status")).isEqualTo("completed");
    assertThat(table.get("I_e=160pA_seed=1").get("status")).isEqualTo("completed");
  }

  @Test
  void shouldKeepRecordingsWhenToldSo() throws IOException {
    assertThat(sweep("--keep", "--quiet").status()).isZero();
    Path recording = out.resolve("runs/seed=1/recording");
    try (Recording kept = Recording.open(recording)) {
      assertThat(kept.recordedSteps()).isEqualTo(6000);
    }
  }

  @Test
  void shouldWarnWhenWhatIsVariedMakesNoDifference() {
    Invocation unused = sweep("--vary", "define.rte=1Hz,2Hz", "--dry-run");
    assertThat(unused.status()).isZero();
    assertThat(unused.err())
        .contains("--vary: rte=1Hz and rte=2Hz are the same network; is the value used anywhere?");
    assertThat(sweep("--vary", DRIVE + "=140pA,160pA", "--seeds", "3..4", "--dry-run").err())
        .isEmpty();
    assertThat(sweep("--vary", "placement.OUT.slices=1,2", "--dry-run").err()).isEmpty();
  }

  @Test
  void shouldListTheRunsWithoutMakingThem() {
    Invocation dry = sweep("--vary", DRIVE + "=140pA,160pA", "--seeds", "3..4", "--dry-run");
    assertThat(dry.status()).isZero();
    assertThat(dry.out().lines())
        .containsExactly(
            "I_e=140pA_seed=3", "I_e=140pA_seed=4", "I_e=160pA_seed=3", "I_e=160pA_seed=4");
    assertThat(out).doesNotExist();
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseBadInputBeforeTheFirstRun() throws IOException {
    Path filled = Files.createDirectory(directory.resolve("filled"));
    Files.writeString(filled.resolve("thesis.txt"), "x");
    return Stream.of(
        refused(
            List.of("--vary populations.OUT.model.I_x=1pA: unknown key"),
            "--vary",
            "populations.OUT.model.I_x=1pA"),
        refused(
            List.of(
                "--vary " + DRIVE + "=5: got '5', which has no unit",
                "--vary " + DRIVE + "=x: got 'x'; needs a current"),
            "--vary",
            DRIVE + "=140pA,5,x"),
        refused(
            List.of(
                "--vary dt=0 ms: must be above 0",
                "--vary populations.IN.size=0: must be at least 1"),
            "--vary",
            "dt=0 ms,0.1 ms",
            "--vary",
            "populations.IN.size=40,0"),
        refused(List.of("--vary a: needs the form path=value"), "--vary", "a"),
        refused(List.of("--vary seed=1,2: seeds are given by --seeds"), "--vary", "seed=1,2"),
        refused(
            List.of("--vary dt=2 ms: dt is varied twice"),
            "--vary",
            "dt=1 ms",
            "--vary",
            "dt=2 ms"),
        refused(List.of("--vary dt=[1: ']' is missing"), "--vary", "dt=[1"),
        refused(List.of("--seeds 3..1: the range 3..1 is empty"), "--seeds", "3..1"),
        refused(List.of("--duration x: got 'x'; needs a time"), "--duration", "x"),
        refused(List.of("--set x: needs the form path=value"), "--set", "x"),
        refused(List.of("'--jobs': got '0'; needs a whole number"), "--jobs", "0"),
        refused(List.of("--device: there is no device 'cuda'"), "--device", "cuda"),
        refused(
            List.of("these are more than 100000 runs"),
            "--seeds",
            "1..99999",
            "--vary",
            DRIVE + "=1pA,2pA"),
        refused(List.of("filled: is not empty and holds no earlier sweep"), "--out", filled));
  }

  private DynamicTest refused(List<String> expected, Object... args) {
    return DynamicTest.dynamicTest(
        List.of(args).toString(),
        () -> {
          List<Object> all = new ArrayList<>(List.of("sweep", topology));
          all.addAll(List.of(args));
          if (!all.contains("--out")) {
            all.addAll(List.of("--out", out));
          }
          Invocation invocation = Invocation.of(all.toArray());
          assertThat(invocation.status()).as(invocation.err()).isEqualTo(2);
          List<String> mistakes =
              invocation.errLines().stream().filter(line -> line.startsWith("olivo: ")).toList();
          assertThat(mistakes).hasSameSizeAs(expected);
          for (int i = 0; i < expected.size(); i++) {
            assertThat(mistakes.get(i)).contains(expected.get(i)).hasSizeLessThan(400);
          }
          assertThat(out).doesNotExist();
        });
  }

  @Test
  void shouldNotShareADirectoryWithAnother() throws IOException {
    try (CampaignDirectory other = CampaignDirectory.open(out)) {
      Invocation second = sweep("--quiet");
      assertThat(second.status()).isEqualTo(2);
      assertThat(second.err()).contains("--out " + other.path() + ": is in use by another");
    }
    assertThat(sweep("--quiet").status()).isZero();
  }

  @Test
  void shouldRunAgainWhatIsNotToBeRead() throws IOException {
    assertThat(sweep("--quiet").status()).isZero();
    Path json = out.resolve("runs/seed=1/run.json");
    Files.writeString(json, "{\"status\": ");
    assertThat(sweep("--quiet").status()).isZero();
    assertThat(JsonParser.parseString(Files.readString(json)).getAsJsonObject().get("status"))
        .hasToString("\"completed\"");
  }
}
