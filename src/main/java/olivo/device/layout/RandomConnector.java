package olivo.device.layout;

import java.util.Arrays;
import java.util.stream.IntStream;
import olivo.model.ConnectionRule;
import olivo.model.Philox;

/**
 * Connections that are drawn. Every cell draws its partners from its own counter, so that the
 * result depends neither on threads nor on slices.
 */
final class RandomConnector {
  private static final int CHUNK_CELLS = 64;

  private final Philox random;
  private final String name;
  private final int sources;
  private final int targets;
  private final boolean recurrent;

  /**
   * Connections of a projection.
   *
   * @param name its name
   * @param recurrent whether both ends are the same population
   */
  RandomConnector(Philox random, String name, int sources, int targets, boolean recurrent) {
    this.random = random;
    this.name = name;
    this.sources = sources;
    this.targets = targets;
    this.recurrent = recurrent;
  }

  private PartnerDraw draw(int partners, boolean autapses) {
    return new PartnerDraw(
        random, Philox.stream("connect", name), partners, recurrent && !autapses);
  }

  /** Goes through cells in chunks, each with a draw of its own. */
  private void forEach(int cells, int partners, boolean autapses, DrawOfCell drawOfCell) {
    IntStream.range(0, (cells + CHUNK_CELLS - 1) / CHUNK_CELLS)
        .parallel()
        .forEach(
            chunk -> {
              PartnerDraw draw = draw(partners, autapses);
              int end = (int) Math.min(cells, (chunk + 1L) * CHUNK_CELLS);
              for (int cell = chunk * CHUNK_CELLS; cell < end; cell++) {
                draw.start(cell);
                drawOfCell.draw(draw, cell);
              }
            });
  }

  private interface DrawOfCell {
    void draw(PartnerDraw draw, int cell);
  }

  /** Rows of given lengths, each a draw of its target. */
  private FanIn rows(int[] rowStart, boolean multapses, boolean autapses) {
    int[] source = new int[rowStart[targets]];
    forEach(
        targets,
        sources,
        autapses,
        (draw, target) -> {
          int count = rowStart[target + 1] - rowStart[target];
          if (multapses) {
            draw.any(source, rowStart[target], count);
          } else {
            draw.distinct(source, rowStart[target], count);
          }
        });
    return new FanIn(rowStart, source, sources);
  }

  FanIn fixedIndegree(ConnectionRule.FixedIndegree rule) {
    int[] counts = new int[targets];
    Arrays.fill(counts, rule.indegree());
    return rows(starts(counts), rule.multapses(), rule.autapses());
  }

  /** Every source draws its targets, which are then sorted by target. */
  FanIn fixedOutdegree(ConnectionRule.FixedOutdegree rule) {
    int outdegree = rule.outdegree();
    int[] target = new int[Math.multiplyExact(sources, outdegree)];
    forEach(
        sources,
        targets,
        rule.autapses(),
        (draw, source) -> {
          if (rule.multapses()) {
            draw.any(target, source * outdegree, outdegree);
          } else {
            draw.distinct(target, source * outdegree, outdegree);
          }
        });
    int[] counts = new int[targets];
    for (int t : target) {
      counts[t]++;
    }
    int[] rowStart = starts(counts);
    int[] next = Arrays.copyOf(rowStart, targets);
    int[] source = new int[target.length];
    for (int i = 0; i < target.length; i++) {
      source[next[target[i]]++] = i / outdegree;
    }
    return new FanIn(rowStart, source, sources);
  }

  /**
   * First the number of connections of every target, then its sources. A pair drawn at random has a
   * random target; without multapses it is refused as often as its source would be one that the
   * target has already.
   */
  FanIn fixedTotalNumber(ConnectionRule.FixedTotalNumber rule) {
    int candidates = recurrent && !rule.autapses() ? sources - 1 : sources;
    long pairs = (long) candidates * targets;
    boolean complement = !rule.multapses() && rule.number() > pairs / 2;
    int[] counts = new int[targets];
    long wanted = complement ? pairs - rule.number() : rule.number();
    int stream = Philox.stream("connect-counts", name);
    long drawn = 0;
    while (wanted > 0) {
      long words = random.pair(drawn++, 0, stream);
      int target = Philox.below((int) words, targets);
      if (rule.multapses() || Philox.below((int) (words >>> 32), candidates) >= counts[target]) {
        counts[target]++;
        wanted--;
      }
    }
    if (complement) {
      for (int target = 0; target < targets; target++) {
        counts[target] = candidates - counts[target];
      }
    }
    return rows(starts(counts), rule.multapses(), rule.autapses());
  }

  /** Every target walks through its sources, from one success to the next. */
  FanIn pairwiseBernoulli(ConnectionRule.PairwiseBernoulli rule) {
    int[][] rows = new int[targets][];
    if (rule.probability() > 0) {
      GeometricTable intervals = GeometricTable.of(rule.probability());
      int expected = (int) Math.min(sources, 16 + 1.2 * rule.probability() * sources);
      forEach(
          targets,
          sources,
          rule.autapses(),
          (draw, target) -> rows[target] = successes(draw, intervals, expected));
    } else {
      Arrays.fill(rows, new int[0]);
    }
    int[] rowStart = starts(IntStream.range(0, targets).map(t -> rows[t].length).toArray());
    int[] source = new int[rowStart[targets]];
    for (int target = 0; target < targets; target++) {
      System.arraycopy(rows[target], 0, source, rowStart[target], rows[target].length);
    }
    return new FanIn(rowStart, source, sources);
  }

  private static int[] successes(PartnerDraw draw, GeometricTable intervals, int expected) {
    int[] row = new int[expected];
    int size = 0;
    long candidate = -1;
    while (true) {
      int found = intervals.lookUp(draw.word());
      candidate += found == GeometricTable.BEYOND ? intervals.length() : found;
      if (candidate >= draw.candidates()) {
        return Arrays.copyOf(row, size);
      }
      if (found != GeometricTable.BEYOND) {
        row = size == row.length ? Arrays.copyOf(row, 2 * size + 1) : row;
        row[size++] = draw.partner((int) candidate);
      }
    }
  }

  private static int[] starts(int[] counts) {
    int[] starts = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], counts[i]);
    }
    return starts;
  }
}
