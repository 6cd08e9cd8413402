package olivo.device.layout;

/**
 * How membrane potentials advance by a step. All sums run from left to right in float32.
 *
 * <p>With forward Euler the sum is a current,
 *
 * <pre>
 * I = gL (eL - V) + drive + sum_k I_k + sum_j g (V_j - V) + noise
 * V &lt;- V + dt/C I</pre>
 *
 * where receptors first take the arrivals of the step and then act. With exact integration it is
 * the distance from the leak reversal potential,
 *
 * <pre>
 * U = decay (V - eL) + mvPerPa drive + sum_k U_k + noise
 * V &lt;- eL + U</pre>
 *
 * where receptors act first, so that arrivals act from the end of the step on.
 *
 * @param exact whether integration is exact
 * @param leak leak conductance in nS; with exact integration {@code exp(-dt/tau_m)}
 * @param gain {@code dt / C_m} in mV per pA; with exact integration what a constant current of 1 pA
 *     adds in a step, in mV
 */
public record MembraneLayout(boolean exact, float leak, float gain) {}
