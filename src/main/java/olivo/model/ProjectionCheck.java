package olivo.model;

import java.util.List;
import java.util.Optional;

/** Ends, wiring, delays and plasticity of the projections. */
final class ProjectionCheck {
  private final Topology topology;
  private final Findings findings;
  private final StepCheck steps;
  private final SynapseCheck synapses;
  private final WiringCheck wiring;

  ProjectionCheck(Topology topology, Findings findings, StepCheck steps) {
    this.topology = topology;
    this.findings = findings;
    this.steps = steps;
    this.synapses = new SynapseCheck(findings);
    this.wiring = new WiringCheck(findings);
  }

  static Optional<Population> find(List<Population> populations, String name) {
    return populations.stream().filter(population -> population.name().equals(name)).findFirst();
  }

  void run() {
    double total = 0;
    for (Projection projection : topology.projections()) {
      total += one(projection);
    }
    if (total > Integer.MAX_VALUE) {
      findings.report(
          "projections",
          "hold "
              + Findings.show(total, "synapses")
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
    synapses.synapse(path + ".synapse", projection.synapse());
    synapses.weight(path + ".weight", projection.weight(), projection.synapse());
    delay(path + ".delay", projection.delayMs());
    projection
        .plasticity()
        .ifPresent(
            rule -> {
              plasticSynapses(path, projection);
              PlasticityCheck check = new PlasticityCheck(findings, steps);
              check.numbers(path + ".plasticity", rule);
              if (rule instanceof Plasticity.Taught taught) {
                check.teacher(path + ".plasticity.teacher", topology, projection, taught);
              }
            });
    boolean sized = from.isPresent() && to.isPresent();
    int sources = from.map(Population::size).orElse(0);
    int targets = to.map(Population::size).orElse(0);
    boolean recurrent = projection.from().equals(projection.to());
    wiring.check(path + ".rule", projection.rule(), sources, targets, recurrent);
    return sized && sources > 0 && targets > 0
        ? projection.rule().connections(sources, targets)
        : 0;
  }

  private void delay(String path, Distribution delayMs) {
    if (delayMs instanceof Distribution.Constant constant) {
      steps.whole(path, constant.value(), "; or set delay-rounding = nearest to round it");
      return;
    }
    new DistributionCheck(findings).positive(path, delayMs, "ms", false);
    if (delayMs.high() > 0) {
      steps.constant(path, delayMs.high(), 0);
    }
  }

  private void plasticSynapses(String path, Projection projection) {
    if (projection.synapse().effect() != Synapse.Effect.CONDUCTANCE) {
      findings.report(path + ".synapse", "must be a conductance where weights are plastic");
    }
    if (!projection.weight().isConstant()) {
      findings.report(path + ".weight", "must be the same for all synapses where they are plastic");
    }
    if (!projection.delayMs().isConstant()) {
      findings.report(path + ".delay", "must be the same for all synapses where they are plastic");
    }
  }

  private Optional<Population> end(String path, String name) {
    Optional<Population> population = find(topology.populations(), name);
    if (population.isEmpty()) {
      findings.report(path, "'" + name + "' is not a population");
    }
    return population;
  }
}
