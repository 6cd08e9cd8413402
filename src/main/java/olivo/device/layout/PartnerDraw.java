package olivo.device.layout;

import java.util.Arrays;
import olivo.model.Philox;

/**
 * Draws partners of one cell after another, each cell from a counter of its own: word {@code d mod
 * 4} of block {@code d / 4} at (cell, stream) for the d-th draw.
 */
final class PartnerDraw {
  private static final int NOBODY = Integer.MAX_VALUE;

  private final Philox random;
  private final int stream;
  private final int candidates;
  private final boolean skipsOwn;
  private final long[] taken;
  private final int[] words = new int[4];
  private int cell;
  private int skipped;
  private int drawn;

  /**
   * Draws from a population.
   *
   * @param cells its number of cells
   * @param skipsOwn whether a cell is no candidate for itself
   */
  PartnerDraw(Philox random, int stream, int cells, boolean skipsOwn) {
    this.random = random;
    this.stream = stream;
    this.candidates = skipsOwn ? cells - 1 : cells;
    this.skipsOwn = skipsOwn;
    this.taken = new long[(candidates + 63) / 64];
  }

  /** Number of cells that can be drawn. */
  int candidates() {
    return candidates;
  }

  void start(int newCell) {
    cell = newCell;
    skipped = skipsOwn ? newCell : NOBODY;
    drawn = 0;
  }

  int word() {
    if ((drawn & 3) == 0) {
      random.block(drawn >>> 2, cell, stream, words);
    }
    return words[drawn++ & 3];
  }

  /** The cell that a candidate stands for. */
  int partner(int candidate) {
    return candidate >= skipped ? candidate + 1 : candidate;
  }

  private int next() {
    return Philox.below(word(), candidates);
  }

  /** Draws with replacement; ascending. */
  void any(int[] into, int from, int count) {
    for (int k = 0; k < count; k++) {
      into[from + k] = partner(next());
    }
    Arrays.sort(into, from, from + count);
  }

  /**
   * A uniformly drawn set, ascending: draws until enough distinct ones are found, of the smaller of
   * the set and its complement.
   */
  void distinct(int[] into, int from, int count) {
    boolean complement = count > candidates / 2;
    int wanted = complement ? candidates - count : count;
    for (int k = 0; k < wanted; ) {
      int candidate = next();
      long bit = 1L << candidate;
      if ((taken[candidate >>> 6] & bit) == 0) {
        taken[candidate >>> 6] |= bit;
        if (!complement) {
          into[from + k] = candidate;
        }
        k++;
      }
    }
    if (complement) {
      int k = from;
      for (int candidate = 0; candidate < candidates; candidate++) {
        if ((taken[candidate >>> 6] & (1L << candidate)) == 0) {
          into[k++] = candidate;
        }
      }
      Arrays.fill(taken, 0);
    } else {
      for (int k = 0; k < count; k++) {
        taken[into[from + k] >>> 6] = 0;
      }
      Arrays.sort(into, from, from + count);
    }
    for (int k = 0; k < count; k++) {
      into[from + k] = partner(into[from + k]);
    }
  }
}
