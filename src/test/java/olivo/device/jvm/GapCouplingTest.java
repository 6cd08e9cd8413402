package olivo.device.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import olivo.device.layout.GapGraph;
import olivo.device.layout.Slice;
import org.junit.jupiter.api.Test;

class GapCouplingTest {
  private static final float G_NS = 0.7f;
  private static final int CELLS = 6;

  /** The currents of some cells of a population, by the formula. */
  private static float[] expected(GapGraph graph, int first, int end, float[] potentials) {
    float[] sum = new float[end - first];
    for (int cell = first; cell < end; cell++) {
      float current = 0;
      for (int i = graph.rowStart()[cell]; i < graph.rowStart()[cell + 1]; i++) {
        current += G_NS * (potentials[graph.partner()[i]] - potentials[cell]);
      }
      sum[cell - first] = cell + current;
    }
    return sum;
  }

  private static void check(GapGraph graph, int first, int end) {
    float[] potentials = new float[CELLS];
    Random random = new Random(first * 31L + end);
    for (int cell = 0; cell < CELLS; cell++) {
      potentials[cell] = -70 + 20 * random.nextFloat();
    }
    float[] v = new float[end - first];
    System.arraycopy(potentials, first, v, 0, v.length);
    float[] sum = new float[v.length];
    for (int cell = 0; cell < v.length; cell++) {
      sum[cell] = first + cell;
    }
    new GapCoupling(graph, new Slice(0, "IO", CELLS, first, end)).addTo(sum, G_NS, v, potentials);
    assertThat(sum).containsExactly(expected(graph, first, end, potentials));
  }

  @Test
  void shouldCoupleCellsWithAsManyPartnersEach() {
    // A ring.
    GapGraph ring =
        new GapGraph(
            G_NS,
            new int[] {0, 2, 4, 6, 8, 10, 12},
            new int[] {1, 5, 0, 2, 1, 3, 2, 4, 3, 5, 0, 4});
    check(ring, 0, CELLS);
    check(ring, 2, 5);
  }

  @Test
  void shouldCoupleCellsWithUnlikeNumbersOfPartners() {
    // A star and a cell on its own.
    GapGraph star =
        new GapGraph(G_NS, new int[] {0, 4, 5, 6, 7, 8, 8}, new int[] {1, 2, 3, 4, 0, 0, 0, 0});
    check(star, 0, CELLS);
    check(star, 1, 5);
    check(star, 5, 6);
  }
}
