package olivo.device.layout;

import olivo.model.Synapse;

/**
 * The exact solution of a linear membrane over one step, in double (Rotter and Diesmann 1999, Exact
 * digital simulation of time-invariant linear systems with applications to neuronal modeling).
 *
 * @param dtMs length of a step in ms
 * @param cMPf membrane capacitance in pF
 * @param gLNs leak conductance in nS
 */
record Propagators(double dtMs, double cMPf, double gLNs) {
  private static final int SERIES_TERMS = 25;

  /** What is left of the distance from rest after a step. */
  double decay() {
    return Math.exp(-dtMs * gLNs / cMPf);
  }

  /** What a constant current adds in a step, in mV per pA. */
  double mvPerPa() {
    return -Math.expm1(-dtMs * gLNs / cMPf) / gLNs;
  }

  /** How much faster a synaptic current decays than the membrane, per step. */
  private double excess(double tauMs) {
    return dtMs / tauMs - dtMs * gLNs / cMPf;
  }

  /** What a current that decays exponentially from 1 pA adds in a step, in mV. */
  double ofCurrent(double tauMs) {
    double x = excess(tauMs);
    double integral = x == 0 ? 1 : -Math.expm1(-x) / x;
    return decay() * integral * dtMs / cMPf;
  }

  /**
   * What the rising part r of an alpha function adds in a step, in mV: the current that comes of r
   * = 1 pA is {@code e t/tau exp(-t/tau)}.
   */
  double ofRise(double tauMs) {
    return decay() * Math.E / tauMs * firstMoment(excess(tauMs)) * dtMs * dtMs / cMPf;
  }

  /** The integral of {@code s exp(-x s)} from 0 to 1. */
  private static double firstMoment(double x) {
    if (Math.abs(x) > 1) {
      return (1 - Math.exp(-x) * (1 + x)) / (x * x);
    }
    // By its series, which loses nothing to cancellation.
    double sum = 0;
    double term = 1;
    for (int k = 0; k < SERIES_TERMS; k++) {
      sum += term / (k + 2);
      term *= -x / (k + 1);
    }
    return sum;
  }

  /**
   * The layout of a synapse.
   *
   * @param exact whether the membrane is integrated exactly
   * @param sign sign of the weights, 1 or -1
   */
  SynapseLayout lower(Synapse synapse, boolean exact, double sign) {
    if (synapse instanceof Synapse.Delta) {
      double gain = exact ? sign : sign * cMPf / dtMs;
      return new SynapseLayout(SynapseLayout.Kind.DELTA, 0, 0, 0, (float) gain, 0);
    }
    double tauMs = ((Synapse.Shaped) synapse).tauMs();
    double decay = Math.exp(-dtMs / tauMs);
    double rise = Math.E * dtMs / tauMs * decay;
    if (synapse instanceof Synapse.ExpConductance conductance) {
      return SynapseLayout.expConductance((float) decay, (float) conductance.eRevMv());
    } else if (synapse instanceof Synapse.AlphaConductance conductance) {
      return new SynapseLayout(
          SynapseLayout.Kind.ALPHA_CONDUCTANCE,
          (float) decay,
          (float) rise,
          (float) conductance.eRevMv(),
          0,
          0);
    }
    double gain = exact ? sign * ofCurrent(tauMs) : sign;
    if (synapse instanceof Synapse.ExpCurrent) {
      return new SynapseLayout(
          SynapseLayout.Kind.EXP_CURRENT, (float) decay, 0, 0, (float) gain, 0);
    }
    double riseGain = exact ? sign * ofRise(tauMs) : 0;
    return new SynapseLayout(
        SynapseLayout.Kind.ALPHA_CURRENT,
        (float) decay,
        (float) rise,
        0,
        (float) gain,
        (float) riseGain);
  }
}
