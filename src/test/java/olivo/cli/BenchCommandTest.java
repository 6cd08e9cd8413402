package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir private Path directory;

  private Invocation latency(String out, Object... more) {
    List<Object> args = new ArrayList<>(List.of("bench", "latency", "--duration", "100 ms"));
    args.addAll(List.of("--device", "jvm", "--threads", 2, "--warmup", 0, "--iterations", 2));
    args.addAll(List.of("--warmup-time", 0));
    args.addAll(List.of("--out", directory.resolve(out)));
    args.addAll(List.of(more));
    return Invocation.of(args.toArray());
  }

  private Invocation throughput(String out, Object... more) {
    List<Object> args = new ArrayList<>(List.of("bench", "throughput", "--duration", "50 ms"));
    args.addAll(List.of("--warmup", 0, "--warmup-time", 1, "--out", directory.resolve(out)));
    args.addAll(List.of(more));
    return Invocation.of(args.toArray());
  }

  private JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(directory.resolve(file))).getAsJsonObject();
  }

  private List<String> filesIn(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A copy of a result with all times divided. */
  /** A result that was faster, with an option of Java and a metric that nobody else has. */
  private Path faster(String result, double by) throws IOException {
    JsonObject tree = json(result);
    tree.getAsJsonArray("metrics")
        .forEach(
            metric -> {
              JsonArray values = metric.getAsJsonObject().getAsJsonArray("values");
              values.forEach(
                  fork -> {
                    JsonArray runs = fork.getAsJsonArray();
                    for (int i = 0; i < runs.size(); i++) {
                      runs.set(i, new JsonPrimitive(runs.get(i).getAsDouble() / by));
                    }
                  });
            });
    JsonObject odd = tree.getAsJsonArray("metrics").get(0).getAsJsonObject().deepCopy();
    odd.addProperty("name", "odd");
    tree.getAsJsonArray("metrics").add(odd);
    tree.getAsJsonObject("machine").getAsJsonArray("javaOptions").add("-Xodd");
    return Files.writeString(directory.resolve("faster.json"), tree.toString());
  }

  @Test
  void shouldMeasureLatenciesAndCompareThem() throws IOException {
    Invocation first = latency("first", "--forks", 3);
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.err().lines()).hasSize(3);
    assertThat(first.out()).contains("queueing", "kernel", "recorder", "spike", "corrected");
    assertThat(first.out().lines()).allSatisfy(line -> assertThat(line).doesNotContain("null"));
    assertThat(filesIn("first"))
        .containsExactly(
            "epoch_interval.hgrm",
            "epoch_interval_corrected.hgrm",
            "kernel.hgrm",
            "latency.json",
            "latency.png",
            "message.hgrm",
            "queueing.hgrm",
            "recorder.hgrm",
            "round_trip.hgrm",
            "routing.hgrm",
            "spike.hgrm");
    assertThat(Files.readString(directory.resolve("first/kernel.hgrm")))
        .contains("Percentile", "#[Mean");
    JsonObject phases =
        json("first/latency.json")
            .getAsJsonObject("details")
            .getAsJsonObject("latency")
            .getAsJsonObject("phases");
    assertThat(phases.getAsJsonObject("round_trip").get("count").getAsLong()).isGreaterThan(100);

    Path baseline = faster("first/latency.json", 200);
    Invocation slower =
        latency("slower", "--forks", 3, "--quiet", "--baseline", baseline, "--fail-on-regression");
    assertThat(slower.status()).as(slower.err()).isEqualTo(Main.REGRESSION);
    assertThat(slower.err()).isEmpty();
    assertThat(slower.out()).contains("Slower: real-time factor, most likely ratio ", "slower");
    assertThat(json("slower/comparison.json").getAsJsonArray("comparisons").size())
        .isGreaterThan(5);
    assertThat(slower.out().lines().filter(line -> !line.contains("/") && !line.contains("VM")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));

    Invocation undecided = latency("undecided", "--forks", 1, "--quiet", "--baseline", baseline);
    assertThat(undecided.status()).isZero();
    assertThat(undecided.out()).contains("Undecided: a verdict needs three processes");
    assertThat(undecided.out())
        .contains(
            "Options of Java only then: -Xodd", "Not compared, only in the baseline:\n  odd\n");

    Invocation other =
        latency("other", "--baseline", baseline, "--set", "populations.PF.model.rate=20 Hz");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.errLines()).hasSize(1);
    assertThat(other.err()).contains("cannot be compared with: topology_sha256 was ");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void shouldMeasureThroughput() throws IOException {
    Invocation bench =
        throughput("out", "--scales", "1,4", "--threads", 2, "--iterations", 2, "--repeat", 1);
    assertThat(bench.status()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("x1 jvm t2", "x4 jvm t2", "set-up s");
    assertThat(filesIn("out")).containsExactly("throughput.json", "throughput.png");
    JsonObject first =
        json("out/throughput.json")
            .getAsJsonObject("details")
            .getAsJsonArray("configurations")
            .get(0)
            .getAsJsonObject();
    assertThat(first.get("simulated_s").getAsDouble()).isEqualTo(0.05);
    assertThat(first.get("peak_resident_mib").getAsDouble()).isBetween(20.0, 4000.0);
    assertThat(first.get("synaptic_events_per_s").getAsDouble()).isPositive();

    Path baseline = directory.resolve("out/throughput.json");
    Invocation nothing =
        throughput(
            "nothing",
            "--scales",
            1,
            "--threads",
            3,
            "--baseline",
            baseline,
            "--fail-on-regression");
    assertThat(nothing.status()).as(nothing.out()).isEqualTo(2);
    assertThat(nothing.errLines())
        .containsExactly(
            "olivo: --baseline "
                + baseline
                + ": has nothing of what is to be measured, x1 jvm t3 rtf");
    assertThat(directory.resolve("nothing")).doesNotExist();
  }

  @Test
  void shouldTellWhatAProcessDiedOf() {
    Invocation bench = latency("out", "--forks", 1, "--set", "populations.PF.size=2000000000");
    assertThat(bench.status()).isEqualTo(1);
    assertThat(bench.err()).contains("process 1 of 1 ended with status 2: ");
    assertThat(bench.errLines()).hasSize(1);
  }

  private DynamicTest refused(String expected, Object... args) {
    return DynamicTest.dynamicTest(
        List.of(args).toString(),
        () -> {
          List<Object> all = new ArrayList<>(List.of("bench"));
          all.addAll(List.of(args));
          Invocation bench = Invocation.of(all.toArray());
          assertThat(bench.status()).as(bench.err()).isEqualTo(2);
          assertThat(bench.out()).isEmpty();
          assertThat(bench.errLines().stream().filter(line -> line.startsWith("olivo: ")))
              .singleElement()
              .asString()
              .contains(expected);
        });
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseBadOptions() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path filled = Files.createDirectory(directory.resolve("filled"));
    Files.writeString(filled.resolve("thesis.txt"), "x");
    return Stream.of(
        refused("absent.conf: no such file", "latency", "absent.conf"),
        refused("--duration banana: got 'banana'", "latency", "--duration", "banana"),
        refused("--duration 0 s: must be above 0", "throughput", "--duration", "0 s"),
        refused("'--forks': got '0'", "latency", "--forks", "0"),
        refused("whole number from 0 to 99999", "latency", "--warmup", "-1"),
        refused("whole number from 0 to 99999", "throughput", "--warmup", "-1"),
        refused("got '2s'; needs a whole number from 0", "latency", "--warmup-time", "2s"),
        refused("'--warmup'", "throughput", "--warmup", "x"),
        refused("--device: there is no device 'cuda'", "latency", "--device", "cuda"),
        refused("--device: there is no device 'cuda'", "throughput", "--device", "cuda"),
        refused("--scales 3: there is no ", "throughput", "--scales", "1,3"),
        refused("'--scales'", "throughput", "--scales", "1,x"),
        refused("'--threads'", "throughput", "--threads", "0"),
        refused("--baseline nowhere: cannot be read", "latency", "--baseline", "nowhere"),
        refused(
            "--baseline " + file + ": is not the result of a benchmark",
            "throughput",
            "--baseline",
            file),
        refused("--fail-on-regression: needs --baseline", "latency", "--fail-on-regression"),
        refused("--out " + file + ": is a file", "latency", "--out", file),
        refused("--out " + filled + ": is not empty", "throughput", "--out", filled),
        refused("--out " + file.resolve("x"), "throughput", "--out", file.resolve("x")),
        refused("'--tolerance'", "latency", "--tolerance", "much"),
        refused(
            "there is no benchmark 'speed'; benchmarks are latency, throughput and micro",
            "speed"));
  }

  @Test
  void shouldSayInRunJsonHowLongEverythingTook() throws IOException {
    Path run = directory.resolve("run");
    assertThat(Invocation.shortRun(run, "--device", "jvm").status()).isZero();
    JsonObject latency = Invocation.runJson(run).getAsJsonObject("latency");
    assertThat(latency.getAsJsonObject("phases").keySet())
        .containsExactly(
            "queueing",
            "kernel",
            "recorder",
            "message",
            "routing",
            "round_trip",
            "epoch_interval",
            "spike");
    JsonObject epochs = Invocation.runJson(run).getAsJsonObject("epochs");
    JsonObject participants = latency.getAsJsonObject("participants");
    assertThat(participants.keySet()).isEqualTo(epochs.keySet());
    for (String name : epochs.keySet()) {
      JsonObject trip = participants.getAsJsonObject(name).getAsJsonObject("round_trip");
      assertThat(trip.get("count")).as(name).isEqualTo(epochs.get(name));
      assertThat(trip.get("max_us").getAsDouble())
          .as(name)
          .isGreaterThanOrEqualTo(trip.get("p50_us").getAsDouble());
    }
    assertThat(participants.getAsJsonObject("PF").has("spike")).isFalse();
    assertThat(participants.getAsJsonObject("PKJ").has("spike")).isTrue();
  }
}
