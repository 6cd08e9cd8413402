package olivo.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers and graphs of gap junctions. */
final class GapJunctionCheck {
  private static final int PARTNERS_OF_RING_AND_MATCHING = 3;

  private final Topology topology;
  private final Findings findings;
  private final Optional<TimeStep> step;

  GapJunctionCheck(Topology topology, Findings findings, Optional<TimeStep> step) {
    this.topology = topology;
    this.findings = findings;
    this.step = step;
  }

  void run() {
    Set<String> coupled = new HashSet<>();
    for (GapJunctions junctions : topology.gapJunctions()) {
      String path = "gap-junctions." + junctions.population();
      findings.aboveZero(path + ".g", junctions.gNs(), "nS");
      if (!coupled.add(junctions.population())) {
        findings.report(path, "couples a population twice");
      }
      Optional<Population> population =
          ProjectionCheck.find(topology.populations(), junctions.population());
      if (population.isEmpty()) {
        findings.report(path, "'" + junctions.population() + "' is not a population");
        continue;
      }
      if (!population.get().model().isNeuron()) {
        findings.report(
            path, "needs a population of neurons, and " + junctions.population() + " is a source");
      }
      graph(path + ".graph", junctions, population.get().size());
      if (population.get().model() instanceof CellModel.Lif lif && step.isPresent()) {
        stability(path + ".g", junctions, lif, step.get());
      }
    }
  }

  /** Potentials of coupled cells must approach each other in a step, and not overshoot. */
  private void stability(String path, GapJunctions junctions, CellModel.Lif lif, TimeStep dt) {
    int partners = mostPartners(junctions.graph());
    // pF / nS is ms.
    double ratio = dt.dtMs() * (lif.gLNs() + partners * junctions.gNs()) / lif.cMPf();
    if (lif.cMPf() > 0 && ratio >= 1) {
      findings.report(
          path,
          "makes the membrane unstable: dt (g_L + %d g) / C_m must be below 1, got %s"
              .formatted(partners, Findings.show(ratio, "")));
    }
  }

  private static int mostPartners(GapJunctions.Graph graph) {
    if (graph instanceof GapJunctions.RandomRegular regular) {
      return regular.degree();
    } else if (graph instanceof GapJunctions.Listed listed) {
      Map<Integer, Integer> partners = new HashMap<>();
      for (int i = 0; i < listed.pairs().size(); i++) {
        partners.merge(listed.pairs().source(i), 1, Integer::sum);
        partners.merge(listed.pairs().target(i), 1, Integer::sum);
      }
      return partners.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    return PARTNERS_OF_RING_AND_MATCHING;
  }

  /** Checks a graph over a number of cells, which is not known where it is below 1. */
  private void graph(String path, GapJunctions junctions, int cells) {
    if (junctions.graph() instanceof GapJunctions.RingAndMatching) {
      if (cells >= 1 && (cells < 6 || cells % 2 != 0)) {
        findings.report(
            path,
            "ring-and-matching needs an even number of at least 6 cells, and "
                + junctions.population()
                + " has "
                + cells);
      }
    } else if (junctions.graph() instanceof GapJunctions.RandomRegular regular) {
      degree(path + ".degree", regular.degree(), cells);
    } else if (junctions.graph() instanceof GapJunctions.Listed listed) {
      pairs(path, listed.pairs(), cells);
    }
  }

  private void degree(String path, int degree, int cells) {
    if (degree < 1) {
      findings.report(path, "must be at least 1, got " + degree);
    } else if (cells >= 1 && degree >= cells) {
      findings.report(path, "must be below the number of cells, " + cells + ", got " + degree);
    } else if (cells >= 1 && (long) degree * cells % 2 != 0) {
      findings.report(
          path, "must be even where the number of cells is odd, " + cells + ", got " + degree);
    } else if (cells >= 1 && (long) degree * cells > Integer.MAX_VALUE) {
      findings.report(
          path, "times the number of cells is at most " + Integer.MAX_VALUE + ", got " + degree);
    }
  }

  private void pairs(String path, ConnectionList pairs, int cells) {
    Set<Long> known = new HashSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      int low = Math.min(pairs.source(i), pairs.target(i));
      int high = Math.max(pairs.source(i), pairs.target(i));
      String junction = "junction " + i + " of cells " + low + " and " + high;
      if (low < 0 || (cells >= 1 && high >= cells)) {
        findings.report(path, junction + ": they are not all there");
      } else if (low == high) {
        findings.report(path, junction + ": a cell cannot be coupled with itself");
      } else if (!known.add((long) low << Integer.SIZE | high)) {
        findings.report(path, junction + ": these are coupled already");
      }
    }
  }
}
