package olivo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import olivo.model.Philox;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double TOLERANCE = 0.1;
  private final Philox random = new Philox(1);
  private int drawn;

  /** Five runs of each process, up to 4 % beside a value. */
  private Metric metric(double value, double... calibrationNs) {
    List<double[]> values = new ArrayList<>();
    List<Double> calibrations = new ArrayList<>();
    for (double calibration : calibrationNs) {
      double[] runs = new double[5];
      for (int i = 0; i < runs.length; i++) {
        runs[i] = value * (0.96 + 0.08 * random.uniform(drawn++, 0, 0));
      }
      values.add(runs);
      calibrations.add(calibration);
    }
    return new Metric("m", "us", true, calibrations, values);
  }

  private static Metric scaled(Metric metric, double by) {
    List<double[]> values = new ArrayList<>();
    for (double[] fork : metric.values()) {
      double[] own = fork.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] *= by;
      }
      values.add(own);
    }
    return new Metric(
        metric.name(), metric.unit(), metric.isTime(), metric.calibrationNs(), values);
  }

  private static Comparison.Verdict verdict(Metric baseline, Metric now) {
    return Comparison.of(baseline, now, TOLERANCE).verdict();
  }

  @Test
  void shouldSeeNoChangeInTheSame() {
    Metric baseline = metric(10, 5, 5, 5);
    Comparison comparison = Comparison.of(baseline, metric(10, 5, 5, 5), TOLERANCE);
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.NO_CHANGE);
    assertThat(comparison.ratio()).isBetween(0.96, 1.04);
    assertThat(comparison.calibratedLow()).isLessThan(1.0);
    assertThat(comparison.calibratedHigh()).isGreaterThan(1.0);
    assertThat(comparison.inWords()).isEqualTo("no change");
  }

  @Test
  void shouldCallCodeSlowerThatIsSlower() {
    Metric baseline = metric(10, 5, 5, 5);
    Comparison comparison = Comparison.of(baseline, metric(13, 5, 5, 5), TOLERANCE);
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.SLOWER);
    assertThat(comparison.ratio()).isBetween(1.25, 1.35);
    assertThat(comparison.ratioLow()).isBetween(1.2, comparison.ratio());
    assertThat(comparison.ratioHigh()).isBetween(comparison.ratio(), 1.4);
    assertThat(verdict(metric(13, 5, 5, 5), baseline)).isEqualTo(Comparison.Verdict.FASTER);
  }

  @Test
  void shouldNotCallCodeSlowerWhereTheMachineIs() {
    Comparison comparison = Comparison.of(metric(10, 5, 5, 5), metric(14, 7, 7, 7), TOLERANCE);
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.NO_CHANGE);
    assertThat(comparison.ratio()).isBetween(1.3, 1.5);
    assertThat(comparison.calibrationRatio()).isEqualTo(1.4);
    assertThat(comparison.calibratedRatio()).isBetween(0.95, 1.05);
  }

  @Test
  void shouldNotCallCodeSlowerWhereOnlyTheCalibrationIsFaster() {
    assertThat(verdict(metric(10, 5, 5, 5), metric(10, 3, 3, 3)))
        .isEqualTo(Comparison.Verdict.NO_CHANGE);
  }

  @Test
  void shouldLeaveSmallChangesWithinTheTolerance() {
    Metric baseline = metric(10, 5, 5, 5);
    assertThat(verdict(baseline, scaled(baseline, 1.03))).isEqualTo(Comparison.Verdict.NO_CHANGE);
    assertThat(Comparison.of(baseline, metric(13, 5, 5, 5), 0.5).verdict())
        .isEqualTo(Comparison.Verdict.NO_CHANGE);
  }

  @Test
  void shouldNotTakeOneSlowProcessForSlowCode() {
    Metric now =
        new Metric(
            "m",
            "us",
            true,
            List.of(5.0, 5.0, 5.0),
            List.of(new double[] {10, 10}, new double[] {10, 10}, new double[] {20, 20}));
    assertThat(verdict(metric(10, 5, 5, 5), now)).isEqualTo(Comparison.Verdict.NO_CHANGE);
  }

  @Test
  void shouldNotDecideOnTwoProcesses() {
    assertThat(verdict(metric(10, 5, 5, 5), metric(30, 5, 5)))
        .isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(verdict(metric(10, 5, 5), metric(30, 5, 5, 5)))
        .isEqualTo(Comparison.Verdict.UNDECIDED);
  }

  @Test
  void shouldNotCalibrateWhatIsNoTime() {
    List<Double> fast = List.of(5.0, 5.0, 5.0);
    List<double[]> values = List.of(new double[] {100}, new double[] {101}, new double[] {99});
    Metric baseline = new Metric("memory", "MiB", false, fast, values);
    Metric now = new Metric("memory", "MiB", false, List.of(9.0, 9.0, 9.0), values);
    assertThat(Comparison.of(baseline, now, TOLERANCE).calibratedRatio()).isEqualTo(1);
    assertThat(Comparison.of(baseline, scaled(now, 2), TOLERANCE).inWords()).isEqualTo("more");
  }

  @Test
  void shouldGiveTheSameIntervalEachTime() {
    Metric baseline = metric(10, 5, 6, 7);
    Metric now = metric(11, 5, 6, 7);
    assertThat(Comparison.of(baseline, now, TOLERANCE))
        .isEqualTo(Comparison.of(baseline, now, TOLERANCE));
  }
}
