package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import olivo.analysis.FiringStatistics;
import olivo.analysis.PairCorrelation;
import olivo.config.TopologyReader;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Published networks as shipped in conf/, at the rates that were published, or where there are no
 * published ones at those of independent simulations. docs/models/ names the sources.
 */
class PublishedNetworksTest {
  /** A run and the rates of the second part of it. */
  private record Run(Topology topology, Collected spikes, double fromMs) {
    static Run of(String file, double durationMs, double fromMs, String... sets) {
      List<String> all = new java.util.ArrayList<>(List.of(sets));
      all.add("duration=" + durationMs + " ms");
      Topology topology = TopologyReader.read(Path.of("conf", file), all).topology();
      return new Run(topology, Runs.sequentially(topology), fromMs);
    }

    private long[][] of(String population) {
      return spikes.spikes(topology.populationIndex(population));
    }

    double rateHz(String population) {
      long from = topology.step().runSteps(fromMs);
      double seconds = (topology.durationMs() - fromMs) * 1e-3;
      long count = java.util.Arrays.stream(of(population)).filter(s -> s[0] >= from).count();
      return count / seconds / topology.population(population).size();
    }

    /** Mean coefficient of variation of the interspike intervals of a cell. */
    double isiCv(String population) {
      long from = topology.step().runSteps(fromMs);
      FiringStatistics statistics =
          new FiringStatistics(
              topology.population(population).size(),
              topology.step().dtMs(),
              from,
              topology.steps());
      for (long[] spike : of(population)) {
        statistics.spike(spike[0], (int) spike[1]);
      }
      return statistics.isiCv();
    }

    /** Mean correlation of pairs of the first 500 cells, of their counts in bins of 5 ms. */
    double correlation(String population) {
      int cells = 500;
      PairCorrelation pairs =
          new PairCorrelation(
              cells,
              topology.step().delaySteps(5),
              topology.step().runSteps(fromMs),
              topology.steps());
      for (long[] spike : of(population)) {
        if (spike[1] < cells) {
          pairs.spike(spike[0], (int) spike[1]);
        }
      }
      return pairs.mean();
    }

    /** Standard deviation over mean of the activity of a population in bins of 1 ms. */
    double modulation(String population) {
      int bins = (int) (topology.durationMs() - fromMs);
      double[] counts = new double[bins];
      for (long[] spike : of(population)) {
        int bin = (int) Math.floor(topology.step().toMs(spike[0]) - fromMs);
        if (bin >= 0 && bin < bins) {
          counts[bin]++;
        }
      }
      double mean = DoubleStream.of(counts).average().orElseThrow();
      double variance =
          DoubleStream.of(counts).map(c -> (c - mean) * (c - mean)).average().orElseThrow();
      return Math.sqrt(variance) / mean;
    }
  }

  @Test
  void shouldKeepItselfActiveInTheConductanceBenchmark() {
    Run run = Run.of("coba.conf", 1500, 300);
    assertThat(run.rateHz("E")).isBetween(14.0, 23.0);
    assertThat(run.rateHz("I")).isBetween(14.0, 23.0);
    assertThat(run.isiCv("E")).isBetween(1.55, 1.8);
    assertThat(run.isiCv("I")).isBetween(1.55, 1.8);
    assertThat(run.correlation("E")).isBetween(-0.002, 0.008);
  }

  @Test
  void shouldFireAtTheRateOfTheCurrentBenchmark() {
    Run run = Run.of("cuba.conf", 1500, 300);
    assertThat(run.rateHz("E")).isBetween(4.5, 6.5);
    assertThat(run.rateHz("I")).isBetween(4.5, 6.5);
    assertThat(run.isiCv("E")).isBetween(0.5, 0.7);
    assertThat(run.isiCv("I")).isBetween(0.5, 0.7);
    assertThat(run.correlation("E")).isBetween(-0.002, 0.008);
  }

  @Test
  void shouldBeAsynchronousAtThePublishedRateOfBrunel() {
    Run run = Run.of("brunel.conf", 500, 100);
    double theory = BrunelTheory.rateHz(5, 20);
    assertThat(theory).as("theory of the paper").isCloseTo(38.0, within(0.3));
    assertThat(run.rateHz("E")).as("37.7 Hz in the paper").isBetween(36.2, 39.2);
    assertThat(run.rateHz("I")).isBetween(36.2, 39.2);
    assertThat(run.modulation("E")).isLessThan(0.65);
    assertThat(run.isiCv("E")).isBetween(0.365, 0.405);
    assertThat(run.correlation("E")).isBetween(0.01, 0.03);
  }

  @Test
  @Tag("slow")
  void shouldOscillateAtThePublishedRateOfBrunel() {
    Run run = Run.of("brunel-fast.conf", 500, 100);
    assertThat(BrunelTheory.rateHz(6, 40)).as("theory of the paper").isCloseTo(55.8, within(0.5));
    assertThat(run.rateHz("E")).as("60.7 Hz in the paper").isBetween(55.8, 62.0);
    assertThat(run.modulation("E")).isGreaterThan(0.75);
  }

  @Test
  void shouldFireAtTheRatesOfTheCorticalMicrocircuit() {
    Run run = Run.of("potjans-diesmann.conf", 1500, 500);
    Map<String, double[]> bands =
        Map.of(
            "L23E", new double[] {0.3, 0.9},
            "L23I", new double[] {1.7, 3.0},
            "L4E", new double[] {3.5, 4.6},
            "L4I", new double[] {4.5, 6.0},
            "L5E", new double[] {5.8, 8.0},
            "L5I", new double[] {6.7, 9.0},
            "L6E", new double[] {0.6, 1.2},
            "L6I", new double[] {6.3, 8.0});
    bands.forEach(
        (population, band) ->
            assertThat(run.rateHz(population)).as(population).isBetween(band[0], band[1]));
  }
}
