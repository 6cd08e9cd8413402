package olivo.model;

import java.util.Optional;

/** Targets and numbers of drives. */
final class DriveCheck {
  /** Most events that a cell may expect in a step: the table of their numbers stays small. */
  private static final double MOST_EVENTS = 1e4;

  private final Topology topology;
  private final Findings findings;
  private final Optional<TimeStep> step;
  private final SynapseCheck synapses;

  DriveCheck(Topology topology, Findings findings, Optional<TimeStep> step) {
    this.topology = topology;
    this.findings = findings;
    this.step = step;
    this.synapses = new SynapseCheck(findings);
  }

  void run() {
    for (Drive drive : topology.drives()) {
      String path = "drives." + drive.name();
      Optional<Population> to = ProjectionCheck.find(topology.populations(), drive.to());
      if (to.isEmpty()) {
        findings.report(path + ".to", "'" + drive.to() + "' is not a population");
      } else if (!to.get().model().isNeuron()) {
        findings.report(
            path + ".to", "must be a population of neurons, and " + drive.to() + " is a source");
      }
      if (drive instanceof Drive.Poisson poisson) {
        poisson(path, poisson);
      } else if (drive instanceof Drive.StepCurrent current) {
        stepCurrent(path, current, to.map(Population::size).orElse(0));
      }
    }
  }

  private void poisson(String path, Drive.Poisson poisson) {
    findings.notNegative(path + ".rate", poisson.rateHz(), "Hz");
    if (poisson.trains() < 1) {
      findings.report(path + ".trains", "must be at least 1, got " + poisson.trains());
    }
    synapses.synapse(path + ".synapse", poisson.synapse());
    synapses.weight(
        path + ".weight", new Distribution.Constant(poisson.weight()), poisson.synapse());
    step.ifPresent(
        s -> {
          double events = poisson.rateHz() * Math.max(1, poisson.trains()) * s.dtMs() / 1000;
          if (events > MOST_EVENTS) {
            findings.report(
                path + ".rate",
                "gives each cell "
                    + Findings.show(events, "events")
                    + " in a step; at most "
                    + Findings.show(MOST_EVENTS, "")
                    + " are possible");
          }
        });
  }

  /** A size below 1 is not known. */
  private void stepCurrent(String path, Drive.StepCurrent current, int size) {
    new CellSubsetCheck(findings).subset(path, current.cells(), size);
    new TimeOrder(findings, step, "a current lasts for a step at least")
        .check(path + ".times", current.timesMs());
    if (current.timesMs().isEmpty()) {
      findings.report(path + ".times", "needs at least one time");
    } else if (current.timesMs().size() != current.currentsPa().size()) {
      findings.report(
          path + ".currents",
          "must be as many as there are times, "
              + current.timesMs().size()
              + ", got "
              + current.currentsPa().size());
    }
    current.currentsPa().forEach(pa -> findings.finite(path + ".currents", pa, "pA"));
  }
}
