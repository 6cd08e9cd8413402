package olivo.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Stimuli, and whether trials can be presented in the course of the run. */
final class ProtocolCheck {
  private final Topology topology;
  private final Protocol protocol;
  private final Findings findings;
  private final Optional<TimeStep> step;
  private final StepCheck steps;
  private final CellSubsetCheck cells;

  ProtocolCheck(Topology topology, Findings findings, Optional<TimeStep> step) {
    this.topology = topology;
    this.protocol = topology.protocol();
    this.findings = findings;
    this.step = step;
    this.steps = new StepCheck(findings, step);
    this.cells = new CellSubsetCheck(findings);
  }

  void run() {
    for (Stimulus stimulus : protocol.stimuli()) {
      stimulus("stimuli." + stimulus.name(), stimulus);
    }
    boolean timed = steps.wholeOrZero("protocol.from", protocol.fromMs());
    for (Protocol.TrialType type : protocol.types()) {
      timed &= type("protocol.trials." + type.name(), type);
    }
    if (timed && step.isPresent() && topology.durationMs() > 0) {
      session(step.get());
    }
  }

  private void stimulus(String path, Stimulus stimulus) {
    String end = stimulus instanceof Stimulus.Rate ? ".of" : ".to";
    Optional<Population> population =
        ProjectionCheck.find(topology.populations(), stimulus.population());
    if (population.isEmpty()) {
      findings.report(path + end, "'" + stimulus.population() + "' is not a population");
      return;
    }
    CellModel model = population.get().model();
    if (stimulus instanceof Stimulus.Rate rate) {
      findings.notNegative(path + ".rate", rate.rateHz(), "Hz");
      if (!(model instanceof CellModel.BernoulliSource)
          && !(model instanceof CellModel.PoissonSource)) {
        findings.report(
            path + end,
            "must be a population of sources with a rate, and "
                + stimulus.population()
                + " is none");
        return;
      }
      step.ifPresent(s -> CellCheck.notTooSeldom(findings, path + ".rate", rate.rateHz(), s));
      if (model instanceof CellModel.BernoulliSource) {
        step.ifPresent(
            s -> CellCheck.atMostOnceInAStep(findings, path + ".rate", rate.rateHz(), s));
      }
    } else if (stimulus instanceof Stimulus.Current current) {
      findings.finite(path + ".current", current.currentPa(), "pA");
      if (!model.isNeuron()) {
        findings.report(
            path + end,
            "must be a population of neurons, and " + stimulus.population() + " is a source");
        return;
      }
    }
    cells.subset(path, stimulus.cells(), population.get().size());
  }

  /** Whether the length of the trial is known. */
  private boolean type(String path, Protocol.TrialType type) {
    boolean timed = steps.whole(path + ".duration", type.durationMs(), "");
    Set<String> presented = new HashSet<>();
    for (Protocol.Event event : type.events()) {
      String at = path + "." + event.stimulus();
      if (protocol.stimuli().stream().noneMatch(s -> s.name().equals(event.stimulus()))) {
        findings.report(at, "'" + event.stimulus() + "' is not a stimulus");
      } else if (!presented.add(event.stimulus())) {
        findings.report(at, "is presented twice");
      }
      boolean placed =
          steps.wholeOrZero(at + ".onset", event.onsetMs())
              & steps.whole(at + ".length", event.lengthMs(), "");
      // Times are whole steps, so that half of one is more than their rounding.
      double endMs = event.onsetMs() + event.lengthMs();
      if (placed && step.isPresent() && endMs > type.durationMs() + step.get().dtMs() / 2) {
        findings.report(
            at,
            "must lie within the trial of "
                + Findings.show(type.durationMs(), "ms")
                + ", got an end at "
                + Findings.show(endMs, "ms"));
      }
      if (!(event.probability() >= 0 && event.probability() <= 1)) {
        findings.report(
            at + ".probability",
            "must lie between 0 and 1, got " + Findings.show(event.probability(), ""));
      }
    }
    return timed;
  }

  private void session(TimeStep dt) {
    Set<String> known = new HashSet<>();
    protocol.types().forEach(type -> known.add(type.name()));
    for (Protocol.Slot slot : protocol.sequence()) {
      if (!known.contains(slot.type())) {
        findings.report("protocol.session", "'" + slot.type() + "' is not a trial");
        return;
      }
    }
    long end = dt.runSteps(protocol.fromMs()) + protocol.lengthSteps(dt);
    if (!protocol.isEmpty() && end > topology.steps()) {
      findings.report(
          "protocol.session",
          "ends at "
              + Findings.show(end * dt.dtMs() / 1000, "s")
              + ", after the duration of "
              + Findings.show(topology.durationMs() / 1000, "s")
              + "; needs a longer duration or fewer trials");
    }
  }
}
