package olivo.device.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import olivo.model.ConnectionRule;
import olivo.model.Philox;
import olivo.testing.Circuits;
import org.junit.jupiter.api.Test;

/** Numbers, marginals and exclusions of the connections that are drawn. */
class RandomConnectorTest {
  private static final int SOURCES = 70;
  private static final int TARGETS = 90;

  private static FanIn connect(ConnectionRule rule, String to, int sources, int targets) {
    return new Connector(new Philox(11))
        .connect(Circuits.projection("P", "A", to, rule, 1, 1, 1, 0), sources, targets);
  }

  private static FanIn connect(ConnectionRule rule) {
    return connect(rule, "B", SOURCES, TARGETS);
  }

  private static FanIn recurrent(ConnectionRule rule) {
    return connect(rule, "A", SOURCES, SOURCES);
  }

  private static int[] indegrees(FanIn fanIn) {
    return IntStream.range(0, fanIn.targets())
        .map(target -> fanIn.rowStart()[target + 1] - fanIn.rowStart()[target])
        .toArray();
  }

  private static int[] outdegrees(FanIn fanIn) {
    int[] counts = new int[fanIn.sources()];
    Arrays.stream(fanIn.source()).forEach(source -> counts[source]++);
    return counts;
  }

  private static void assertSorted(FanIn fanIn) {
    for (int target = 0; target < fanIn.targets(); target++) {
      assertThat(row(fanIn, target)).isSorted();
    }
  }

  private static int[] row(FanIn fanIn, int target) {
    return Arrays.copyOfRange(
        fanIn.source(), fanIn.rowStart()[target], fanIn.rowStart()[target + 1]);
  }

  private static boolean hasAutapse(FanIn fanIn) {
    return IntStream.range(0, fanIn.targets())
        .anyMatch(target -> Arrays.stream(row(fanIn, target)).anyMatch(s -> s == target));
  }

  private static boolean hasMultapse(FanIn fanIn) {
    return IntStream.range(0, fanIn.targets())
        .mapToObj(target -> row(fanIn, target))
        .anyMatch(row -> Arrays.stream(row).distinct().count() < row.length);
  }

  /** Chi-squared per degree of freedom, against equal expectations of Poisson variance. */
  private static double spread(int[] counts) {
    double mean = Arrays.stream(counts).average().orElseThrow();
    return Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean) / mean).sum()
        / (counts.length - 1);
  }

  @Test
  void shouldGiveEverySourceItsOutdegree() {
    for (boolean multapses : new boolean[] {true, false}) {
      FanIn fanIn = connect(new ConnectionRule.FixedOutdegree(60, multapses, true));
      assertThat(outdegrees(fanIn)).containsOnly(60);
      assertThat(hasMultapse(fanIn)).isEqualTo(multapses);
      assertSorted(fanIn);
    }
    FanIn many = connect(new ConnectionRule.FixedOutdegree(2000, true, true));
    assertThat(spread(indegrees(many))).isBetween(0.5, 1.6);
  }

  @Test
  void shouldDrawTheTotalNumberOverAllPairs() {
    FanIn many = connect(new ConnectionRule.FixedTotalNumber(100_000, true, true));
    assertThat(many.connections()).isEqualTo(100_000);
    assertThat(spread(indegrees(many))).isBetween(0.5, 1.6);
    assertThat(spread(outdegrees(many))).isBetween(0.5, 1.6);
    assertThat(connect(new ConnectionRule.FixedTotalNumber(0, true, true)).connections()).isZero();
  }

  @Test
  void shouldDrawDistinctPairsWhenMultapsesAreRefused() {
    for (int number : new int[] {1, 300, 3000, 5000, SOURCES * TARGETS - 1, SOURCES * TARGETS}) {
      FanIn fanIn = connect(new ConnectionRule.FixedTotalNumber(number, false, true));
      assertThat(fanIn.connections()).isEqualTo(number);
      assertThat(hasMultapse(fanIn)).isFalse();
      assertSorted(fanIn);
    }
    // Half of the pairs: hypergeometric degrees, of about half the variance of Poisson's.
    int[] indegrees =
        indegrees(connect(new ConnectionRule.FixedTotalNumber(3150, false, true), "B", 70, 90));
    assertThat(spread(indegrees)).isBetween(0.25, 0.85);
  }

  @Test
  void shouldConnectEveryPairWithTheProbability() {
    for (double p : new double[] {0.003, 0.1, 0.5, 0.97}) {
      FanIn fanIn = connect(new ConnectionRule.PairwiseBernoulli(p, true), "B", 700, 900);
      double expected = 700 * 900 * p;
      assertThat((double) fanIn.connections())
          .isBetween(
              expected - 5 * Math.sqrt(expected * (1 - p)),
              expected + 5 * Math.sqrt(expected * (1 - p)));
      assertThat(hasMultapse(fanIn)).isFalse();
      assertThat(spread(outdegrees(fanIn)) / (1 - p)).isBetween(0.7, 1.35);
      assertThat(spread(indegrees(fanIn)) / (1 - p)).isBetween(0.7, 1.35);
      assertSorted(fanIn);
    }
    assertThat(connect(new ConnectionRule.PairwiseBernoulli(0, true)).connections()).isZero();
    assertThat(connect(new ConnectionRule.PairwiseBernoulli(1, true)).connections())
        .isEqualTo(SOURCES * TARGETS);
  }

  @Test
  void shouldLeaveOutAutapsesWhereTheyAreRefused() {
    for (boolean autapses : new boolean[] {true, false}) {
      List<ConnectionRule> rules =
          List.of(
              new ConnectionRule.FixedIndegree(30, false, autapses),
              new ConnectionRule.FixedIndegree(300, true, autapses),
              new ConnectionRule.FixedOutdegree(30, false, autapses),
              new ConnectionRule.FixedOutdegree(300, true, autapses),
              new ConnectionRule.FixedTotalNumber(3000, false, autapses),
              new ConnectionRule.FixedTotalNumber(20_000, true, autapses),
              new ConnectionRule.PairwiseBernoulli(0.5, autapses));
      for (ConnectionRule rule : rules) {
        assertThat(hasAutapse(recurrent(rule))).as("%s", rule).isEqualTo(autapses);
        assertSorted(recurrent(rule));
      }
    }
    FanIn all = recurrent(new ConnectionRule.FixedIndegree(SOURCES - 1, false, false));
    assertThat(hasMultapse(all)).isFalse();
    assertThat(outdegrees(all)).containsOnly(SOURCES - 1);
    FanIn pairs = recurrent(new ConnectionRule.PairwiseBernoulli(1, false));
    assertThat(pairs.connections()).isEqualTo(SOURCES * (SOURCES - 1));
  }

  @Test
  void shouldMindAutapsesOnlyWhereAPopulationProjectsOntoItself() {
    FanIn all = connect(new ConnectionRule.PairwiseBernoulli(1, false));
    assertThat(all.connections()).isEqualTo(SOURCES * TARGETS);
  }
}
