package olivo.model;

import java.util.List;
import java.util.Optional;

/** Numbers of cell models. */
final class CellCheck {
  private static final double MOST_STEPS_BETWEEN_SPIKES = 1e9;

  private final Topology topology;
  private final Findings findings;
  private final Optional<TimeStep> step;
  private final StepCheck steps;
  private final DistributionCheck distributions;

  CellCheck(Topology topology, Findings findings, Optional<TimeStep> step) {
    this.topology = topology;
    this.findings = findings;
    this.step = step;
    this.steps = new StepCheck(findings, step);
    this.distributions = new DistributionCheck(findings);
  }

  void model(String path, String population, CellModel model) {
    if (model instanceof CellModel.Lif lif) {
      lif(path, lif);
      integration(path + ".integration", population, lif);
    } else if (model instanceof CellModel.BernoulliSource source) {
      findings.notNegative(path + ".rate", source.rateHz(), "Hz");
      steps.constant(path + ".t_ref", source.tRefMs(), 0);
      step.ifPresent(s -> atMostOnceInAStep(findings, path + ".rate", source.rateHz(), s));
      step.ifPresent(s -> notTooSeldom(findings, path + ".rate", source.rateHz(), s));
    } else if (model instanceof CellModel.PoissonSource source) {
      findings.notNegative(path + ".rate", source.rateHz(), "Hz");
      step.ifPresent(s -> notTooSeldom(findings, path + ".rate", source.rateHz(), s));
    } else if (model instanceof CellModel.SpikeList list) {
      spikeTimes(path + ".times", list.timesMs());
    }
  }

  /** The rate of a Bernoulli source, which is a probability in each step. */
  static void atMostOnceInAStep(Findings findings, String path, double rateHz, TimeStep step) {
    if (rateHz * step.dtMs() / 1000 > 1) {
      findings.report(
          path,
          "is more than one spike in a step of "
              + Findings.show(step.dtMs(), "ms")
              + ", got "
              + Findings.show(rateHz, "Hz"));
    }
  }

  /**
   * The rate of a source. Intervals are drawn from tables of some ten thousand steps, as often as
   * it takes.
   */
  static void notTooSeldom(Findings findings, String path, double rateHz, TimeStep step) {
    double leastHz = 1000 / (step.dtMs() * MOST_STEPS_BETWEEN_SPIKES);
    if (rateHz > 0 && rateHz < leastHz) {
      findings.report(
          path,
          "is too low to be drawn: must be 0 Hz or at least "
              + Findings.show(leastHz, "Hz")
              + ", a spike in 10^9 steps, got "
              + Findings.show(rateHz, "Hz"));
    }
  }

  private void lif(String path, CellModel.Lif lif) {
    findings.aboveZero(path + ".C_m", lif.cMPf(), "pF");
    findings.aboveZero(path + ".g_L", lif.gLNs(), "nS");
    distributions.numbers(path + ".E_L", lif.eLMv(), "mV");
    boolean known =
        distributions.numbers(path + ".V_th", lif.vThMv(), "mV")
            & distributions.numbers(path + ".V_reset", lif.vResetMv(), "mV");
    steps.constant(path + ".t_ref", lif.tRefMs(), 0);
    distributions.numbers(path + ".I_e", lif.iEPa(), "pA");
    distributions.numbers(path + ".V_init", lif.vInitMv(), "mV");
    findings.notNegative(path + ".noise", lif.noisePaSqrtS(), "pA sqrt(s)");
    if (known && lif.vResetMv().high() >= lif.vThMv().low()) {
      findings.report(
          path + ".V_reset",
          "must lie below V_th of "
              + Findings.show(lif.vThMv().low(), "mV")
              + ", got "
              + Findings.show(lif.vResetMv().high(), "mV"));
    }
    step.ifPresent(
        s -> {
          // pF / nS is ms.
          double ratio = s.dtMs() * lif.gLNs() / lif.cMPf();
          if (lif.cMPf() > 0 && ratio >= 1) {
            findings.report(
                path + ".g_L",
                "makes the membrane unstable: dt g_L / C_m must be below 1, got "
                    + Findings.show(ratio, ""));
          }
        });
  }

  private void integration(String path, String population, CellModel.Lif lif) {
    if (lif.integration().isEmpty() || lif.integration().get() != CellModel.Integration.EXACT) {
      return;
    }
    if (topology.isCoupled(population)) {
      findings.report(path, "exact is not possible with gap junctions; use forward-euler");
    } else if (topology.synapsesOnto(population).stream()
        .anyMatch(Synapse.Conductance.class::isInstance)) {
      findings.report(path, "exact is not possible with conductances; use forward-euler");
    }
  }

  private void spikeTimes(String path, List<Double> timesMs) {
    new TimeOrder(findings, step, "a cell fires at most once in a step").check(path, timesMs);
  }
}
