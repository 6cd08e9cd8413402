package olivo.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends, wiring, delays and plasticity of the projections. */
final class ProjectionCheck {
  private final Topology topology;
  private final Findings findings;
  private final StepCheck steps;

  ProjectionCheck(Topology topology, Findings findings, StepCheck steps) {
    this.topology = topology;
    this.findings = findings;
    this.steps = steps;
  }

  static Optional<Population> find(List<Population> populations, String name) {
    return populations.stream().filter(population -> population.name().equals(name)).findFirst();
  }

  void run() {
    double synapses = 0;
    for (Projection projection : topology.projections()) {
      synapses += one(projection);
    }
    if (synapses > Integer.MAX_VALUE) {
      findings.report(
          "projections",
          "hold "
              + Findings.show(synapses, "synapses")
              + "; at most "
              + Integer.MAX_VALUE
              + " are possible");
    }
  }

  /** Checks a projection and returns the number of its synapses, 0 where it is not known. */
  private double one(Projection projection) {
    String path = "projections." + projection.name();
    Optional<Population> from = end(path + ".from", projection.from());
    Optional<Population> to = end(path + ".to", projection.to());
    if (to.isPresent() && !to.get().model().isNeuron()) {
      findings.report(
          path + ".to", "must be a population of neurons, and " + to.get().name() + " is a source");
    }
    findings.notNegative(path + ".weight", projection.weightNs(), "nS");
    steps.whole(
        path + ".delay", projection.delayMs(), "; or set delay-rounding = nearest to round it");
    if (projection.synapse() instanceof Synapse.ExpConductance synapse) {
      findings.aboveZero(path + ".synapse.tau", synapse.tauMs(), "ms");
      findings.finite(path + ".synapse.E_rev", synapse.eRevMv(), "mV");
    }
    projection
        .plasticity()
        .ifPresent(
            rule -> {
              PlasticityCheck check = new PlasticityCheck(findings, steps);
              check.numbers(path + ".plasticity", rule);
              check.teacher(path + ".plasticity.teacher", topology, projection, rule);
            });
    boolean sized = from.isPresent() && to.isPresent();
    int sources = from.map(Population::size).orElse(0);
    int targets = to.map(Population::size).orElse(0);
    wiring(path + ".rule", projection.rule(), sources, targets);
    return sized && sources > 0 && targets > 0
        ? projection.rule().connections(sources, targets)
        : 0;
  }

  private Optional<Population> end(String path, String name) {
    Optional<Population> population = find(topology.populations(), name);
    if (population.isEmpty()) {
      findings.report(path, "'" + name + "' is not a population");
    }
    return population;
  }

  /** Sizes below 1 are not known. */
  private void wiring(String path, ConnectionRule rule, int sources, int targets) {
    if (rule instanceof ConnectionRule.FixedIndegree fixed) {
      if (fixed.indegree() < 1) {
        findings.report(path + ".indegree", "must be at least 1, got " + fixed.indegree());
      } else if (!fixed.multapses() && sources >= 1 && fixed.indegree() > sources) {
        findings.report(
            path + ".indegree",
            "without multapses must not exceed the number of sources, "
                + sources
                + ", got "
                + fixed.indegree());
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
