package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import olivo.device.layout.CountTable;
import olivo.model.CellModel;
import olivo.model.CellSubset;
import olivo.model.Distribution.Constant;
import olivo.model.Drive;
import olivo.model.Philox;
import olivo.model.Population;
import olivo.model.Recording;
import olivo.model.Synapse;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.Test;

/** Poisson trains and step currents. */
class DriveValidationTest {
  private static final CellModel.Lif PASSIVE =
      new CellModel.Lif(
          200,
          10,
          new Constant(0),
          new Constant(1000),
          new Constant(-1),
          2,
          new Constant(0),
          new Constant(0),
          0,
          Optional.of(CellModel.Integration.EXACT));

  private static Collected run(int cells, int steps, Drive drive) {
    List<Integer> all = IntStream.range(0, cells).boxed().toList();
    return Runs.sequentially(
        new Topology(
            "driven",
            Circuits.DT,
            steps * 0.1,
            1,
            List.of(new Population("N", cells, PASSIVE)),
            List.of(),
            List.of(drive),
            List.of(),
            Recording.ofAllSpikes(
                List.of(), 10, List.of(), List.of(new Recording.StateProbe("N", "", all, 1))),
            List.of()));
  }

  @Test
  void shouldDrawPoissonNumbers() {
    Philox random = new Philox(5);
    int[] words = new int[4];
    for (double mean : new double[] {0, 1e-4, 0.3, 1.68, 20, 700}) {
      CountTable table = CountTable.of(mean);
      int n = 200_000;
      double sum = 0;
      double squares = 0;
      int zeros = 0;
      for (int i = 0; i < n; i++) {
        random.block(i, 0, 1, words);
        int count = table.lookUp(words[i & 3]);
        sum += count;
        squares += (double) count * count;
        zeros += count == 0 ? 1 : 0;
      }
      double sampled = sum / n;
      double error = Math.sqrt(mean / n);
      assertThat(sampled).isCloseTo(mean, within(5 * error));
      assertThat(squares / n - sampled * sampled)
          .isCloseTo(mean, within(5 * Math.sqrt((mean + 2 * mean * mean) / n)));
      double none = Math.exp(-mean);
      assertThat(zeros / (double) n)
          .isCloseTo(none, within(5 * Math.sqrt(none * (1 - none) / n) + 1e-9));
    }
  }

  /** Campbell's theorem: mean and variance of shot noise on a leaky membrane. */
  @Test
  void shouldGiveTheMeanAndVarianceOfShotNoise() {
    double rateHz = 2000;
    double jumpMv = 0.5;
    double tauS = 0.02;
    Collected run =
        run(200, 6000, new Drive.Poisson("X", "N", rateHz / 4, 4, jumpMv, new Synapse.Delta()));
    double[] v =
        run.samples().tailMap("state 0/0000001500").values().stream()
            .flatMapToDouble(
                values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
            .toArray();
    double mean = IntStream.range(0, v.length).mapToDouble(i -> v[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, v.length)
            .mapToDouble(i -> (v[i] - mean) * (v[i] - mean))
            .average()
            .orElseThrow();
    double expectedMean = rateHz * jumpMv * tauS;
    double expectedVariance = rateHz * jumpMv * jumpMv * tauS / 2;
    // Sampled at the end of a step, after its arrivals: half a step beyond the theory.
    assertThat(mean).isCloseTo(expectedMean, within(0.01 * expectedMean));
    assertThat(variance).isCloseTo(expectedVariance, within(0.05 * expectedVariance));
  }

  @Test
  void shouldDriveCellsIndependently() {
    Collected run = run(2, 20_000, new Drive.Poisson("X", "N", 500, 1, 1, new Synapse.Delta()));
    double[] a = new double[2000];
    double[] b = new double[2000];
    for (int i = 0; i < a.length; i++) {
      a[i] = run.samples().get("state 0/%010d/0".formatted(10 * i))[0];
      b[i] = run.samples().get("state 0/%010d/1".formatted(10 * i))[0];
    }
    double meanA = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow();
    double meanB = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    assertThat(product / Math.sqrt(squaresA * squaresB)).isBetween(-0.35, 0.35);
  }

  @Test
  void shouldFlowFromEachTimeToTheNextIntoTheCellsNamed() {
    Collected run =
        run(
            4,
            1200,
            new Drive.StepCurrent(
                "C",
                "N",
                CellSubset.between(1, Optional.of(2)),
                List.of(10.0, 60.0),
                List.of(100.0, -50.0)));
    for (int step = 0; step < 1200; step += 10) {
      double t = (step + 1) * 0.1;
      double up = t <= 10 ? 0 : 10 * -Math.expm1(-(Math.min(t, 60) - 10) / 20);
      double expected = t <= 60 ? up : -5 + (up + 5) * Math.exp(-(t - 60) / 20);
      for (int cell = 0; cell < 4; cell++) {
        float v = run.samples().get("state 0/%010d/%d".formatted(step, cell))[0];
        boolean driven = cell == 1 || cell == 2;
        assertThat((double) v)
            .as("cell %d, step %d", cell, step)
            .isCloseTo(driven ? expected : 0, within(1e-3));
      }
    }
  }
}
