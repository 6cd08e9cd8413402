package olivo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import olivo.latency.LatencyHistograms;
import olivo.latency.Phase;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchResultTest {
  @TempDir private Path directory;

  /** A process with two runs, in which a participant's epochs begin every so many ns. */
  private static ForkResult fork(long intervalNs) {
    Histogram intervals = LatencyHistograms.empty();
    intervals.recordValueWithCount(intervalNs, 99);
    intervals.recordValue(10 * intervalNs);
    Map<String, Map<String, String>> participants =
        Map.of("PF", Map.of(Phase.EPOCH_INTERVAL.key(), EncodedHistogram.encode(intervals)));
    ForkResult.Run run = new ForkResult.Run(0.5, 2, 1000, "digest", participants);
    return new ForkResult(List.of(new Calibration(2, 8)), List.of(run, run), 1.5, 64 << 20);
  }

  private static BenchResult result(List<Metric> metrics) {
    return new BenchResult(
        BenchResult.FORMAT_VERSION,
        "latency",
        "test",
        Machine.describe(),
        Map.of("threads", "2"),
        metrics,
        Map.of());
  }

  private Path file(String content) throws Exception {
    return Files.writeString(directory.resolve("baseline.json"), content);
  }

  @Test
  void shouldHandOverTheResultOfAProcess() throws Exception {
    Path file = directory.resolve("fork.json");
    fork(1000).write(file);
    ForkResult read = ForkResult.read(file);
    assertThat(read).isEqualTo(fork(1000));
    assertThat(read.calibrationNs()).isEqualTo(4);
    assertThat(read.runs().get(0).realTimeFactor()).isEqualTo(0.25);
  }

  @Test
  void shouldMakeAMetricOfEveryPhaseThatOccurs() {
    LatencyProfile profile = new LatencyProfile(List.of(fork(1000), fork(2000)));
    assertThat(profile.metrics())
        .extracting(Metric::name)
        .containsExactly("real-time factor", "epoch_interval p50");
    Metric median = profile.metrics().get(1);
    assertThat(median.values()).hasSize(2);
    assertThat(median.values().get(0)).hasSize(2);
    assertThat(median.values().get(0)[0]).isBetween(1.0, 1.01);
    assertThat(median.values().get(1)[1]).isBetween(2.0, 2.02);
    assertThat(median.calibrationNs()).containsExactly(4.0, 4.0);
  }

  @Test
  void shouldAddTheEpochsThatALongIntervalHeldBack() {
    Histogram corrected = new LatencyProfile(List.of(fork(1000))).correctedIntervals();
    // Two runs, each with one interval of ten medians: nine more of one to nine.
    assertThat(corrected.getTotalCount()).isBetween(216L, 218L);
    assertThat(corrected.getCountBetweenValues(4900, 5100)).isEqualTo(2);
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    BenchResult written = result(new LatencyProfile(List.of(fork(1000))).metrics());
    BenchResult read = BenchResult.read(file(written.toJson()), "latency");
    assertThat(read.machine()).isEqualTo(written.machine());
    assertThat(read.settings()).isEqualTo(written.settings());
    assertThat(read.metrics()).hasSameSizeAs(written.metrics());
    assertThat(read.comparedWith(written, 0.1)).hasSize(2);
    assertThat(read.differences(Map.of("threads", "2"))).isEmpty();
    assertThat(read.differences(Map.of("topology_sha256_x64", "a"))).isEmpty();
    assertThat(read.differences(Map.of("threads", "4"))).containsExactly("threads was 2 and is 4");
  }

  /** A topology of another duration has another digest, which would hide what was changed. */
  @Test
  void shouldNameTheDurationAndNotTheDigestThatFollowsIt() {
    BenchResult result =
        new BenchResult(
            BenchResult.FORMAT_VERSION,
            "latency",
            "1",
            machine(0),
            Map.of(BenchResult.DURATION, "5", BenchResult.TOPOLOGY, "a"),
            List.of(),
            Map.of());
    assertThat(result.differences(Map.of(BenchResult.DURATION, "1", BenchResult.TOPOLOGY, "b")))
        .containsExactly("duration_s was 5 and is 1");
    assertThat(result.differences(Map.of(BenchResult.DURATION, "5", BenchResult.TOPOLOGY, "b")))
        .containsExactly("topology_sha256 was a and is b");
  }

  @Test
  void shouldCallAMachineBusyOfWhichOthersTookHalf() {
    assertThat(machine(1).isBusy()).isFalse();
    assertThat(machine(1.1).isBusy()).isTrue();
    assertThat(machine(-1).isBusy()).isFalse();
  }

  @Test
  void shouldRefuseWhatIsNoResult() throws Exception {
    for (String content : List.of("", "[]", "{}", "null", "{\"formatVersion\": 1", "\u0000")) {
      Path file = file(content);
      assertThatThrownBy(() -> BenchResult.read(file, "latency"))
          .as(content)
          .isInstanceOf(BenchResult.BaselineException.class)
          .hasMessage("is not the result of a benchmark");
    }
    Path other = file(result(List.of()).toJson());
    assertThatThrownBy(() -> BenchResult.read(other, "throughput"))
        .hasMessage("is of olivo bench latency, not of olivo bench throughput");
    assertThatThrownBy(() -> BenchResult.read(other, "latency"))
        .hasMessage("holds nothing that was measured");
    Path newer =
        file(result(List.of()).toJson().replace("\"formatVersion\": 1", "\"formatVersion\": 9"));
    assertThatThrownBy(() -> BenchResult.read(newer, "latency"))
        .hasMessage("has format version 9, this Olivo reads 1");
  }

  @Test
  void shouldRefuseFiguresThatNobodyMeasured() throws Exception {
    String valid = result(List.of(metric("rtf", 4, 0.5))).toJson();
    assertThat(BenchResult.read(file(valid), "latency").metrics()).hasSize(1);
    for (String bad : List.of("\"x\"", "-0.5", "NaN", "1e99", "[0.5]")) {
      Path file = file(valid.replace("0.5", bad));
      assertThatThrownBy(() -> BenchResult.read(file, "latency"))
          .as("value " + bad)
          .isInstanceOf(BenchResult.BaselineException.class);
      Path calibrated = file(valid.replace("4.0", bad));
      assertThatThrownBy(() -> BenchResult.read(calibrated, "latency"))
          .as("calibration " + bad)
          .isInstanceOf(BenchResult.BaselineException.class);
    }
    Path uncalibrated = file(valid.replace("4.0", "0"));
    assertThatThrownBy(() -> BenchResult.read(uncalibrated, "latency"))
        .isInstanceOf(BenchResult.BaselineException.class);
  }

  @Test
  void shouldNameWhatOnlyOneOfTwoResultsHas() {
    BenchResult then = result(List.of(metric("x1 rtf", 4, 0.5), metric("x4 rtf", 4, 2)));
    BenchResult now = result(List.of(metric("x1 rtf", 4, 0.5), metric("x4 rtf", 4, 0)));
    assertThat(now.comparedWith(then, 0.1)).hasSize(1);
    assertThat(then.missingIn(now)).containsExactly("x4 rtf");
    assertThat(now.missingIn(then)).isEmpty();
    assertThat(then.hasMeasured("x4 rtf")).isTrue();
    assertThat(then.hasMeasured("x4")).isFalse();
    assertThat(now.hasMeasured("x4 rtf")).isFalse();
  }

  private static Metric metric(String name, double calibrationNs, double value) {
    return new Metric(name, "", true, List.of(calibrationNs), List.of(new double[] {value}));
  }

  @Test
  void shouldCalibrate() {
    Calibration calibration = Calibration.measure();
    assertThat(calibration.integerNs()).isBetween(0.1, 1000.0);
    assertThat(calibration.memoryNs()).isBetween(0.1, 10_000.0);
  }

  @Test
  void shouldDescribeTheMachine() {
    Machine machine = Machine.describe();
    assertThat(machine.processor()).isNotBlank();
    assertThat(machine.processors()).isPositive();
    assertThat(String.join(" ", machine.javaOptions())).doesNotContain("/");
    assertThat(Machine.peakResidentBytes().orElseThrow()).isGreaterThan(10 << 20);
  }

  private static Machine machine(double load) {
    return new Machine("CPU", 2, 4096, "Java", List.of(), "Linux", "unknown", load);
  }
}
