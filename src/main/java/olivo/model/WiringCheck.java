package olivo.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers of connection rules. Sizes of populations below 1 are not known. */
final class WiringCheck {
  private final Findings findings;

  WiringCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Checks a rule.
   *
   * @param recurrent whether the population projects onto itself
   */
  void check(String path, ConnectionRule rule, int sources, int targets, boolean recurrent) {
    if (rule instanceof ConnectionRule.FixedIndegree fixed) {
      boolean self = fixed.autapses() || !recurrent;
      degree(
          path + ".indegree",
          fixed.indegree(),
          fixed.multapses(),
          candidates(sources, self),
          "sources");
    } else if (rule instanceof ConnectionRule.FixedOutdegree fixed) {
      boolean self = fixed.autapses() || !recurrent;
      degree(
          path + ".outdegree",
          fixed.outdegree(),
          fixed.multapses(),
          candidates(targets, self),
          "targets");
    } else if (rule instanceof ConnectionRule.FixedTotalNumber fixed) {
      totalNumber(path + ".number", fixed, sources, targets, recurrent);
    } else if (rule instanceof ConnectionRule.PairwiseBernoulli pairwise) {
      if (!(pairwise.probability() >= 0 && pairwise.probability() <= 1)) {
        findings.report(
            path + ".probability",
            "must lie between 0 and 1, got " + Findings.show(pairwise.probability(), ""));
      }
    } else if (rule instanceof ConnectionRule.OneToOne) {
      if (sources >= 1 && targets >= 1 && sources != targets) {
        findings.report(
            path,
            "one-to-one needs populations of the same size, got " + sources + " and " + targets);
      }
    } else if (rule instanceof ConnectionRule.ZonalConvergent zonal) {
      zones(path, zonal.zoneSize(), targets, "targets");
      offsets(path, zonal.offsets(), sources, "sources", true);
    } else if (rule instanceof ConnectionRule.ZonalDivergent zonal) {
      zones(path, zonal.zoneSize(), sources, "sources");
      offsets(path, zonal.offsets(), targets, "targets", false);
    } else if (rule instanceof ConnectionRule.Listed listed) {
      listed(path, listed.list(), sources, targets);
    }
  }

  private void listed(String path, ConnectionList list, int sources, int targets) {
    for (int i = 0; i < list.size(); i++) {
      boolean outside =
          list.source(i) < 0
              || list.target(i) < 0
              || (sources >= 1 && list.source(i) >= sources)
              || (targets >= 1 && list.target(i) >= targets);
      if (outside) {
        findings.report(
            path,
            "connection "
                + i
                + " joins cells that are not there: "
                + list.source(i)
                + " and "
                + list.target(i));
        return;
      }
    }
  }

  private static int candidates(int cells, boolean self) {
    return cells < 1 || self ? cells : cells - 1;
  }

  private void degree(String path, int degree, boolean multapses, int candidates, String kind) {
    if (degree < 1) {
      findings.report(path, "must be at least 1, got " + degree);
    } else if (!multapses && candidates >= 1 && degree > candidates) {
      findings.report(
          path,
          "without multapses must not exceed the number of "
              + kind
              + ", "
              + candidates
              + ", got "
              + degree);
    }
  }

  private void totalNumber(
      String path,
      ConnectionRule.FixedTotalNumber fixed,
      int sources,
      int targets,
      boolean recurrent) {
    double pairs = (double) candidates(sources, fixed.autapses() || !recurrent) * targets;
    if (fixed.number() < 0) {
      findings.report(path, "must be 0 or more, got " + fixed.number());
    } else if (sources >= 1 && targets >= 1 && fixed.number() > 0 && pairs == 0) {
      findings.report(path, "must be 0 where there is no pair to connect, got " + fixed.number());
    } else if (!fixed.multapses() && sources >= 1 && targets >= 1 && fixed.number() > pairs) {
      findings.report(
          path,
          "without multapses must not exceed the number of pairs, "
              + Findings.show(pairs, "")
              + ", got "
              + fixed.number());
    }
  }

  private void zones(String path, int zoneSize, int cells, String kind) {
    if (zoneSize < 1) {
      findings.report(path + ".zone-size", "must be at least 1, got " + zoneSize);
    } else if (cells >= 1 && cells % zoneSize != 0) {
      findings.report(
          path + ".zone-size",
          "must divide the number of " + kind + ", " + cells + ", got " + zoneSize);
    }
  }

  private void offsets(
      String path, List<Integer> offsets, int cells, String kind, boolean distinct) {
    if (offsets.isEmpty()) {
      findings.report(path + ".offsets", "needs at least one offset");
    }
    Set<Integer> seen = new HashSet<>();
    for (int offset : offsets) {
      if (offset < 0 || (cells >= 1 && offset >= cells)) {
        String most = cells >= 1 ? " and below the number of " + kind + ", " + cells : "";
        findings.report(path + ".offsets", "must be 0 or more" + most + ", got " + offset);
      } else if (!seen.add(offset) && distinct) {
        findings.report(path + ".offsets", "must be distinct, got " + offset + " twice");
      }
    }
  }
}
