package olivo.device.layout;

import java.util.Arrays;
import java.util.List;
import olivo.model.ConnectionRule;
import olivo.model.Philox;
import olivo.model.Projection;

/** Makes the connections of a projection. */
final class Connector {
  private final Philox random;

  Connector(Philox random) {
    this.random = random;
  }

  FanIn connect(Projection projection, int sources, int targets) {
    ConnectionRule rule = projection.rule();
    boolean recurrent = projection.from().equals(projection.to());
    RandomConnector drawn =
        new RandomConnector(random, projection.name(), sources, targets, recurrent);
    if (rule instanceof ConnectionRule.FixedIndegree fixed) {
      return drawn.fixedIndegree(fixed);
    } else if (rule instanceof ConnectionRule.FixedOutdegree fixed) {
      return drawn.fixedOutdegree(fixed);
    } else if (rule instanceof ConnectionRule.FixedTotalNumber fixed) {
      return drawn.fixedTotalNumber(fixed);
    } else if (rule instanceof ConnectionRule.PairwiseBernoulli pairwise) {
      return drawn.pairwiseBernoulli(pairwise);
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
}
