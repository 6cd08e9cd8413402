package olivo.model;

/** Time courses and weights of synapses. */
final class SynapseCheck {
  private final Findings findings;
  private final DistributionCheck distributions;

  SynapseCheck(Findings findings) {
    this.findings = findings;
    this.distributions = new DistributionCheck(findings);
  }

  void synapse(String path, Synapse synapse) {
    if (synapse instanceof Synapse.Shaped shaped) {
      findings.aboveZero(path + ".tau", shaped.tauMs(), "ms");
    }
    if (synapse instanceof Synapse.Conductance conductance) {
      findings.finite(path + ".E_rev", conductance.eRevMv(), "mV");
    }
  }

  /** A conductance is not negative; currents and jumps of one projection have one sign. */
  void weight(String path, Distribution weight, Synapse synapse) {
    String unit = synapse.effect().unit();
    if (synapse.effect() == Synapse.Effect.CONDUCTANCE) {
      distributions.positive(path, weight, unit, true);
    } else if (distributions.numbers(path, weight, unit) && weight.low() < 0 && weight.high() > 0) {
      findings.report(
          path,
          "must have one sign, got values from "
              + Findings.show(weight.low(), unit)
              + " to "
              + Findings.show(weight.high(), unit)
              + "; low or high sets a bound");
    }
  }
}
