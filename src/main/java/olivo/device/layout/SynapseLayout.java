package olivo.device.layout;

/**
 * The time course of a receptor and how it acts. The amplitude s is a conductance in nS, a current
 * in pA or a jump in mV, without its sign; r is what an alpha function still has to rise.
 *
 * <pre>
 * EXP    s &lt;- max(s decay - FLUSH, 0) + quantum arrivals
 * ALPHA  s &lt;- max(s decay + r rise - FLUSH, 0),  r &lt;- max(r decay - FLUSH, 0) + quantum arrivals
 * DELTA  s = quantum arrivals</pre>
 *
 * @param kind time course and effect
 * @param decay {@code exp(-dt/tau)}; 0 for DELTA
 * @param rise what s gains from r in a step, for alpha functions
 * @param eRevMv reversal potential in mV, for conductances
 * @param gain what s adds to the sum of the membrane, sign included; for currents and jumps
 * @param riseGain what r adds to the sum of the membrane, with exact integration
 */
public record SynapseLayout(
    Kind kind, float decay, float rise, float eRevMv, float gain, float riseGain) {
  /** Time course and effect. The order is that of the numbers in kernels. */
  public enum Kind {
    /** Exponential conductance. */
    EXP_CONDUCTANCE,
    /** Alpha-shaped conductance. */
    ALPHA_CONDUCTANCE,
    /** Exponential current. */
    EXP_CURRENT,
    /** Alpha-shaped current. */
    ALPHA_CURRENT,
    /** Jump of the potential. */
    DELTA;

    /** Whether the receptor is a conductance. */
    public boolean isConductance() {
      return this == EXP_CONDUCTANCE || this == ALPHA_CONDUCTANCE;
    }

    /** Whether the receptor rises before it decays. */
    public boolean isAlpha() {
      return this == ALPHA_CONDUCTANCE || this == ALPHA_CURRENT;
    }
  }

  /** An exponential conductance. */
  public static SynapseLayout expConductance(float decay, float eRevMv) {
    return new SynapseLayout(Kind.EXP_CONDUCTANCE, decay, 0, eRevMv, 0, 0);
  }
}
