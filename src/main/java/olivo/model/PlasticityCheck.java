package olivo.model;

import java.util.Optional;

/** Numbers and teacher of a plasticity rule. */
final class PlasticityCheck {
  private final Findings findings;
  private final StepCheck steps;

  PlasticityCheck(Findings findings, StepCheck steps) {
    this.findings = findings;
    this.steps = steps;
  }

  void numbers(String path, Plasticity rule) {
    if (rule instanceof Plasticity.TeacherGated gated) {
      steps.constant(path + ".window", gated.windowMs(), 1);
    } else if (rule instanceof Plasticity.TeacherPaired paired) {
      steps.constant(path + ".ltd-window", paired.ltdWindowMs(), 1);
      steps.constant(path + ".ltp-window", paired.ltpWindowMs(), 1);
    } else if (rule instanceof Plasticity.Stdp stdp) {
      reach(path + ".tau_plus", stdp.tauPlusMs());
      reach(path + ".tau_minus", stdp.tauMinusMs());
    }
    boolean timed = rule instanceof Plasticity.Stdp;
    findings.notNegative(path + (timed ? ".a_plus" : ".a_ltp"), rule.aLtp(), "");
    findings.notNegative(path + (timed ? ".a_minus" : ".a_ltd"), rule.aLtd(), "");
    findings.notNegative(path + ".w_min", rule.wMin(), "");
    findings.finite(path + ".w_init", rule.wInit(), "");
    findings.finite(path + ".w_max", rule.wMax(), "");
    if (rule.wMin() > rule.wMax()) {
      findings.report(
          path + ".w_min",
          "must not exceed w_max of "
              + Findings.show(rule.wMax(), "")
              + ", got "
              + Findings.show(rule.wMin(), ""));
    } else if (rule.wInit() < rule.wMin() || rule.wInit() > rule.wMax()) {
      findings.report(
          path + ".w_init",
          "must lie between w_min and w_max, "
              + Findings.show(rule.wMin(), "")
              + " to "
              + Findings.show(rule.wMax(), "")
              + ", got "
              + Findings.show(rule.wInit(), ""));
    }
  }

  private void reach(String path, double tauMs) {
    findings.aboveZero(path, tauMs, "ms");
    if (tauMs > 0) {
      steps.constant(path, tauMs, 0);
    }
  }

  void teacher(String path, Topology topology, Projection taught, Plasticity.Taught rule) {
    String name = rule.teacher();
    Optional<Projection> teacher =
        topology.projections().stream().filter(p -> p.name().equals(name)).findFirst();
    if (teacher.isEmpty()) {
      findings.report(path, "'" + name + "' is not a projection");
    } else if (name.equals(taught.name())) {
      findings.report(path, name + " cannot teach itself");
    } else if (teacher.get().plasticity().isPresent()) {
      findings.report(path, "must not be plastic itself, and " + name + " is");
    } else if (ProjectionCheck.find(topology.populations(), teacher.get().to()).isPresent()
        && ProjectionCheck.find(topology.populations(), taught.to()).isPresent()
        && !teacher.get().to().equals(taught.to())) {
      findings.report(
          path,
          name
              + " ends at "
              + teacher.get().to()
              + "; a teacher of "
              + taught.name()
              + " must end at "
              + taught.to());
    }
  }
}
