package olivo.model;

/**
 * How arriving spikes act on the membrane of the target. A weight is in nS for conductances, in pA
 * for currents, in mV for jumps of the potential.
 */
public sealed interface Synapse {
  /** What the weight of a synapse is. */
  enum Effect {
    /** A conductance in nS, which is never negative. */
    CONDUCTANCE("nS"),
    /** A current in pA; inhibitory if negative. */
    CURRENT("pA"),
    /** A jump of the potential in mV; inhibitory if negative. */
    JUMP("mV");

    private final String unit;

    Effect(String unit) {
      this.unit = unit;
    }

    /** Unit of a weight. */
    public String unit() {
      return unit;
    }
  }

  /** What the weight is. */
  Effect effect();

  /** A synapse that has a time course. */
  sealed interface Shaped extends Synapse {
    /** Time constant in ms. */
    double tauMs();
  }

  /** A conductance, which drives the membrane towards a reversal potential. */
  sealed interface Conductance extends Shaped {
    /** Reversal potential in mV. */
    double eRevMv();

    @Override
    default Effect effect() {
      return Effect.CONDUCTANCE;
    }
  }

  /** A current, which flows whatever the potential. */
  sealed interface Current extends Shaped {
    @Override
    default Effect effect() {
      return Effect.CURRENT;
    }
  }

  /**
   * A conductance that jumps by the weight at each arrival and decays by {@code exp(-dt/tau)} in
   * each step.
   *
   * @param tauMs decay time constant in ms
   * @param eRevMv reversal potential in mV
   */
  record ExpConductance(double tauMs, double eRevMv) implements Conductance {}

  /**
   * A conductance that rises and falls after each arrival as {@code w t/tau exp(1 - t/tau)}, with
   * the weight w as its peak at t = tau.
   *
   * @param tauMs time to peak in ms
   * @param eRevMv reversal potential in mV
   */
  record AlphaConductance(double tauMs, double eRevMv) implements Conductance {}

  /**
   * A current that jumps by the weight at each arrival and decays exponentially.
   *
   * @param tauMs decay time constant in ms
   */
  record ExpCurrent(double tauMs) implements Current {}

  /**
   * A current that rises and falls after each arrival as {@code w t/tau exp(1 - t/tau)}.
   *
   * @param tauMs time to peak in ms
   */
  record AlphaCurrent(double tauMs) implements Current {}

  /** The potential jumps by the weight at each arrival, unless the cell is refractory. */
  record Delta() implements Synapse {
    @Override
    public Effect effect() {
      return Effect.JUMP;
    }
  }
}
