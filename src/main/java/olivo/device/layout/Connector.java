package olivo.device.layout;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import olivo.model.ConnectionRule;
import olivo.model.Philox;
import olivo.model.Projection;

/**
 * Draws the connections of a projection. Every target draws from its own counter, so that the
 * result depends neither on threads nor on slices.
 */
final class Connector {
  private static final int CHUNK_TARGETS = 64;

  private final Philox random;

  Connector(Philox random) {
    this.random = random;
  }

  FanIn connect(Projection projection, int sources, int targets) {
    ConnectionRule rule = projection.rule();
    if (rule instanceof ConnectionRule.FixedIndegree fixed) {
      return fixedIndegree(fixed, Philox.stream("connect", projection.name()), sources, targets);
    } else if (rule instanceof ConnectionRule.OneToOne) {
      return uniformRows(sources, targets, 1, (target, k) -> target);
    } else if (rule instanceof ConnectionRule.AllToAll) {
      return uniformRows(sources, targets, sources, (target, k) -> k);
    } else if (rule instanceof ConnectionRule.ZonalConvergent zonal) {
      List<Integer> offsets = zonal.offsets();
      return sortedRows(
          uniformRows(
              sources,
              targets,
              offsets.size(),
              (target, k) -> Math.floorMod(target / zonal.zoneSize() + offsets.get(k), sources)));
    } else if (rule instanceof ConnectionRule.ZonalDivergent zonal) {
      return zonalDivergent(zonal, sources, targets);
    }
    throw new IllegalArgumentException("unknown rule " + rule);
  }

  private interface SourceOf {
    int source(int target, int k);
  }

  private static FanIn uniformRows(int sources, int targets, int indegree, SourceOf sourceOf) {
    int[] rowStart = new int[targets + 1];
    int[] source = new int[Math.multiplyExact(targets, indegree)];
    for (int target = 0; target < targets; target++) {
      rowStart[target + 1] = rowStart[target] + indegree;
      for (int k = 0; k < indegree; k++) {
        source[rowStart[target] + k] = sourceOf.source(target, k);
      }
    }
    return new FanIn(rowStart, source, sources);
  }

  private static FanIn sortedRows(FanIn fanIn) {
    for (int target = 0; target < fanIn.targets(); target++) {
      Arrays.sort(fanIn.source(), fanIn.rowStart()[target], fanIn.rowStart()[target + 1]);
    }
    return fanIn;
  }

  private static FanIn zonalDivergent(
      ConnectionRule.ZonalDivergent zonal, int sources, int targets) {
    int[] targetOf = new int[sources];
    int[] rowStart = new int[targets + 1];
    for (int source = 0; source < sources; source++) {
      int zone = source / zonal.zoneSize();
      int member = source % zonal.zoneSize();
      int offset = zonal.offsets().get(member % zonal.offsets().size());
      targetOf[source] = Math.floorMod(zone + offset, targets);
      rowStart[targetOf[source] + 1]++;
    }
    for (int target = 0; target < targets; target++) {
      rowStart[target + 1] += rowStart[target];
    }
    int[] next = Arrays.copyOf(rowStart, targets);
    int[] source = new int[sources];
    for (int s = 0; s < sources; s++) {
      source[next[targetOf[s]]++] = s;
    }
    return new FanIn(rowStart, source, sources);
  }

  private FanIn fixedIndegree(
      ConnectionRule.FixedIndegree rule, int stream, int sources, int targets) {
    int indegree = rule.indegree();
    int[] rowStart = new int[targets + 1];
    for (int target = 0; target < targets; target++) {
      rowStart[target + 1] = Math.addExact(rowStart[target], indegree);
    }
    int[] source = new int[rowStart[targets]];
    int chunks = (targets + CHUNK_TARGETS - 1) / CHUNK_TARGETS;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              Draw draw = new Draw(random, stream, sources);
              int end = Math.min(targets, (chunk + 1) * CHUNK_TARGETS);
              for (int target = chunk * CHUNK_TARGETS; target < end; target++) {
                draw.startTarget(target);
                int from = rowStart[target];
                if (rule.multapses()) {
                  draw.any(source, from, indegree);
                } else {
                  draw.distinct(source, from, indegree);
                }
              }
            });
    return new FanIn(rowStart, source, sources);
  }

  /** The draws of one target after another. */
  private static final class Draw {
    private final Philox random;
    private final int stream;
    private final int sources;
    private final long[] taken;
    private final int[] words = new int[4];
    private int target;
    private int drawn;

    Draw(Philox random, int stream, int sources) {
      this.random = random;
      this.stream = stream;
      this.sources = sources;
      this.taken = new long[(sources + 63) / 64];
    }

    void startTarget(int newTarget) {
      target = newTarget;
      drawn = 0;
    }

    private int next() {
      if ((drawn & 3) == 0) {
        random.block(drawn >>> 2, target, stream, words);
      }
      return Philox.below(words[drawn++ & 3], sources);
    }

    void any(int[] into, int from, int count) {
      for (int k = 0; k < count; k++) {
        into[from + k] = next();
      }
      Arrays.sort(into, from, from + count);
    }

    /**
     * A uniformly drawn set: draws until enough distinct ones are found, of the smaller of the set
     * and its complement.
     */
    void distinct(int[] into, int from, int count) {
      boolean complement = count > sources / 2;
      int wanted = complement ? sources - count : count;
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
        for (int s = 0; s < sources; s++) {
          if ((taken[s >>> 6] & (1L << s)) == 0) {
            into[k++] = s;
          }
        }
        Arrays.fill(taken, 0);
      } else {
        for (int k = 0; k < count; k++) {
          taken[into[from + k] >>> 6] = 0;
        }
        Arrays.sort(into, from, from + count);
      }
    }
  }
}
