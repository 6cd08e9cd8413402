package olivo.device.layout;

import java.util.Arrays;
import olivo.model.ConnectionList;
import olivo.model.GapJunctions;
import olivo.model.Philox;

/**
 * Who is coupled with whom: for each cell of a whole population its partners.
 *
 * @param gNs conductance of a junction in nS
 * @param rowStart {@code [cells + 1]}
 * @param partner {@code [2 x junctions]}: partners of each cell, ascending
 */
public record GapGraph(float gNs, int[] rowStart, int[] partner) {
  private static final int RING_AND_MATCHING_PARTNERS = 3;

  /** The graph of some gap junctions of a population. */
  static GapGraph of(GapJunctions junctions, int cells, Philox random) {
    double gNs = junctions.gNs();
    if (junctions.graph() instanceof GapJunctions.RandomRegular regular) {
      return RandomRegularGraph.of(junctions.population(), cells, regular.degree(), gNs, random);
    } else if (junctions.graph() instanceof GapJunctions.Listed listed) {
      return listed(listed.pairs(), cells, gNs);
    }
    return ringAndMatching(junctions.population(), cells, gNs, random);
  }

  /** The same with another conductance of the junctions. */
  GapGraph withConductance(double otherNs) {
    return new GapGraph((float) otherNs, rowStart, partner);
  }

  private static GapGraph listed(ConnectionList pairs, int cells, double gNs) {
    int[] rowStart = new int[cells + 1];
    for (int i = 0; i < pairs.size(); i++) {
      rowStart[pairs.source(i) + 1]++;
      rowStart[pairs.target(i) + 1]++;
    }
    for (int cell = 0; cell < cells; cell++) {
      rowStart[cell + 1] += rowStart[cell];
    }
    int[] next = rowStart.clone();
    int[] partner = new int[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      partner[next[pairs.source(i)]++] = pairs.target(i);
      partner[next[pairs.target(i)]++] = pairs.source(i);
    }
    return sorted(gNs, rowStart, partner);
  }

  /** A graph from partners in any order. */
  static GapGraph sorted(double gNs, int[] rowStart, int[] partner) {
    for (int cell = 0; cell + 1 < rowStart.length; cell++) {
      Arrays.sort(partner, rowStart[cell], rowStart[cell + 1]);
    }
    return new GapGraph((float) gNs, rowStart, partner);
  }

  /**
   * A ring plus a random perfect matching without ring neighbours: cells are shuffled
   * (Fisher-Yates, from the last position down) and paired in turn; if any pair is a ring neighbour
   * they are shuffled again.
   *
   * @param cells an even number, at least 6
   */
  static GapGraph ringAndMatching(String population, int cells, double gNs, Philox random) {
    int stream = Philox.stream("gap-matching", population);
    int[] order = new int[cells];
    for (int i = 0; i < cells; i++) {
      order[i] = i;
    }
    long drawn = 0;
    do {
      for (int last = cells - 1; last > 0; last--) {
        int other = Philox.below(random.word(drawn++, 0, stream), last + 1);
        int swap = order[last];
        order[last] = order[other];
        order[other] = swap;
      }
    } while (hasRingNeighbours(order));

    int[] rowStart = new int[cells + 1];
    int[] partner = new int[RING_AND_MATCHING_PARTNERS * cells];
    for (int i = 0; i <= cells; i++) {
      rowStart[i] = RING_AND_MATCHING_PARTNERS * i;
    }
    for (int i = 0; i < cells; i++) {
      partner[rowStart[i]] = (i + 1) % cells;
      partner[rowStart[i] + 1] = (i + cells - 1) % cells;
    }
    for (int i = 0; i < cells; i += 2) {
      partner[rowStart[order[i]] + 2] = order[i + 1];
      partner[rowStart[order[i + 1]] + 2] = order[i];
    }
    return sorted(gNs, rowStart, partner);
  }

  private static boolean hasRingNeighbours(int[] order) {
    for (int i = 0; i < order.length; i += 2) {
      int distance = Math.abs(order[i] - order[i + 1]);
      if (distance == 1 || distance == order.length - 1) {
        return true;
      }
    }
    return false;
  }
}
