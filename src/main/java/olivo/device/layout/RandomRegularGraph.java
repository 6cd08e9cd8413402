package olivo.device.layout;

import olivo.model.Philox;

/**
 * A random graph in which every cell has the same number of partners.
 *
 * <p>Cells are shuffled onto the places of a ring, where each is coupled with its nearest
 * neighbours; so every pair of cells is as likely to be coupled as any other. Then pairs of
 * junctions exchange ends: a-b and c-d become a-d and c-b, unless that would couple a cell with
 * itself or a pair twice. An exchange is as likely as its reversal, and exchanges lead from each
 * graph of this kind to every other, so that in the long run all are equally likely; the long run
 * is not long (Cooper, Dyer and Greenhill 2007, "Sampling regular graphs and a peer-to-peer
 * network"). Nothing waits for luck: the number of exchanges that are tried is fixed.
 */
final class RandomRegularGraph {
  /** Exchanges that are tried, for each junction. */
  private static final int EXCHANGES = 10;

  private final int cells;
  private final int degree;
  private final int[] partner;

  private RandomRegularGraph(int cells, int degree) {
    this.cells = cells;
    this.degree = degree;
    this.partner = new int[cells * degree];
  }

  /**
   * The graph of a population.
   *
   * @param degree partners of each cell, below the number of cells; even if that is odd
   */
  static GapGraph of(String population, int cells, int degree, double gNs, Philox random) {
    RandomRegularGraph graph = new RandomRegularGraph(cells, degree);
    graph.draw(random, Philox.stream("gap-matching", population));
    int[] rowStart = new int[cells + 1];
    for (int cell = 0; cell <= cells; cell++) {
      rowStart[cell] = cell * degree;
    }
    return GapGraph.sorted(gNs, rowStart, graph.partner);
  }

  private void draw(Philox random, int stream) {
    int[] cellAt = new int[cells];
    for (int i = 0; i < cells; i++) {
      cellAt[i] = i;
    }
    long drawn = 0;
    for (int last = cells - 1; last > 0; last--) {
      int other = Philox.below(random.word(drawn++, 0, stream), last + 1);
      int swap = cellAt[last];
      cellAt[last] = cellAt[other];
      cellAt[other] = swap;
    }
    coupleNeighbours(cellAt);
    // An end is a junction as one of its cells has it.
    int ends = partner.length;
    for (long exchange = (long) EXCHANGES * ends / 2; exchange > 0; exchange--) {
      int one = Philox.below(random.word(drawn++, 0, stream), ends);
      int other = Philox.below(random.word(drawn++, 0, stream), ends);
      exchange(one, other);
    }
  }

  private void coupleNeighbours(int[] cellAt) {
    for (int place = 0; place < cells; place++) {
      int at = cellAt[place] * degree;
      for (int distance = 1; distance <= degree / 2; distance++) {
        partner[at++] = cellAt[(place + distance) % cells];
        partner[at++] = cellAt[(place + cells - distance) % cells];
      }
      if (degree % 2 != 0) {
        partner[at] = cellAt[(place + cells / 2) % cells];
      }
    }
  }

  private void exchange(int one, int other) {
    int a = one / degree;
    int b = partner[one];
    int c = other / degree;
    int d = partner[other];
    if (a == d || c == b || find(a, d) >= 0 || find(c, b) >= 0) {
      return;
    }
    partner[find(b, a)] = c;
    partner[find(d, c)] = a;
    partner[one] = d;
    partner[other] = b;
  }

  /** Where a cell has a partner, or -1. */
  private int find(int cell, int wanted) {
    for (int i = cell * degree; i < (cell + 1) * degree; i++) {
      if (partner[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
