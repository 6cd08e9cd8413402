package olivo.device.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.model.ConnectionList;
import olivo.model.GapJunctions;
import olivo.model.Philox;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Graphs of gap junctions: symmetric, without loops, with the partners that they should have. */
class GapGraphTest {
  private static GapGraph regular(int cells, int degree, long seed) {
    return GapGraph.of(
        new GapJunctions("P", 1, new GapJunctions.RandomRegular(degree)), cells, new Philox(seed));
  }

  private static int[] partners(GapGraph graph, int cell) {
    return Arrays.copyOfRange(graph.partner(), graph.rowStart()[cell], graph.rowStart()[cell + 1]);
  }

  private static void assertSimple(GapGraph graph) {
    for (int cell = 0; cell + 1 < graph.rowStart().length; cell++) {
      int[] partners = partners(graph, cell);
      assertThat(partners).isSorted().doesNotHaveDuplicates().doesNotContain(cell);
      for (int partner : partners) {
        assertThat(partners(graph, partner)).contains(cell);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldGiveEveryCellTheSameNumberOfPartners() {
    return IntStream.of(2, 3, 4, 5, 6, 7, 12, 13, 64, 1001)
        .boxed()
        .flatMap(
            cells ->
                IntStream.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 63, cells / 2, cells - 2, cells - 1)
                    .filter(degree -> degree >= 1 && degree < cells && degree * cells % 2 == 0)
                    .distinct()
                    .mapToObj(
                        degree ->
                            DynamicTest.dynamicTest(
                                cells + " cells, " + degree + " partners",
                                () -> {
                                  GapGraph graph = regular(cells, degree, cells + degree);
                                  assertThat(graph.rowStart()).hasSize(cells + 1);
                                  for (int cell = 0; cell < cells; cell++) {
                                    assertThat(partners(graph, cell)).hasSize(degree);
                                  }
                                  assertSimple(graph);
                                })));
  }

  @Test
  void shouldBeAFunctionOfTheSeed() {
    assertThat(regular(50, 4, 1).partner()).isEqualTo(regular(50, 4, 1).partner());
    assertThat(regular(50, 4, 1).partner()).isNotEqualTo(regular(50, 4, 2).partner());
  }

  @Test
  void shouldCoupleEveryPairWithTheSameProbability() {
    int cells = 21;
    int draws = 4000;
    int[] coupled = new int[cells * cells];
    for (int seed = 0; seed < draws; seed++) {
      GapGraph graph = regular(cells, 4, seed);
      for (int cell = 0; cell < cells; cell++) {
        for (int partner : partners(graph, cell)) {
          coupled[cell * cells + partner]++;
        }
      }
    }
    double mean = draws * 4.0 / (cells - 1);
    double chiSquared = 0;
    for (int one = 0; one < cells; one++) {
      for (int other = 0; other < one; other++) {
        double off = coupled[one * cells + other] - mean;
        chiSquared += off * off / (mean * (1 - 4.0 / (cells - 1)));
      }
    }
    // 210 pairs that depend on each other a little: about 210, with a s.d. of about 20.
    assertThat(chiSquared).isBetween(110.0, 310.0);
  }

  /**
   * Of the 70 graphs of six cells with three partners each, 10 have no triangle. The drawing begins
   * with one of these.
   */
  @Test
  void shouldForgetWhereItBegan() {
    int draws = 7000;
    int withoutTriangle = 0;
    for (int seed = 0; seed < draws; seed++) {
      GapGraph graph = regular(6, 3, seed);
      withoutTriangle += hasTriangle(graph) ? 0 : 1;
    }
    // Binomial: mean 1000, s.d. 29.
    assertThat(withoutTriangle).isBetween(1000 - 5 * 29, 1000 + 5 * 29);
  }

  private static boolean hasTriangle(GapGraph graph) {
    for (int cell = 0; cell < 6; cell++) {
      for (int one : partners(graph, cell)) {
        for (int other : partners(graph, cell)) {
          if (Arrays.binarySearch(partners(graph, one), other) >= 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void shouldCoupleWhatIsListed() {
    ConnectionList pairs =
        new ConnectionList(new int[] {4, 0, 2, 4}, new int[] {0, 2, 4, 1}, null, null);
    GapGraph graph =
        GapGraph.of(new GapJunctions("P", 2.5, new GapJunctions.Listed(pairs)), 6, new Philox(1));
    assertThat(graph.gNs()).isEqualTo(2.5f);
    assertThat(graph.rowStart()).containsExactly(0, 2, 3, 5, 5, 8, 8);
    assertThat(graph.partner()).containsExactly(2, 4, 4, 0, 4, 0, 1, 2);
    assertSimple(graph);
  }
}
