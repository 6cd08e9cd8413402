package olivo.device.layout;

import java.util.List;

/**
 * A slice of a population of leaky integrate-and-fire neurons, lowered. In each step, with all sums
 * from left to right in float32,
 *
 * <pre>
 * I = gL (eL - V) + sum_k G_k (eRev_k - V) + sum_j g (V_j - V) + drive + noisePerBit (popcount(64 random bits) - 32)
 * V &lt;- V + dtOverC I</pre>
 *
 * unless the cell is refractory.
 *
 * @param slice the cells
 * @param dtOverC dt / C_m in mV per pA
 * @param gLNs leak conductance in nS
 * @param eLMv leak reversal potential in mV
 * @param vThMv threshold in mV
 * @param vResetMv reset potential in mV
 * @param refractorySteps steps after a spike in which V is held
 * @param drivePa {@code [cells]}: constant current in pA
 * @param vInitMv {@code [cells]}: potential at step 0 in mV
 * @param noisePerBitPa noise current in pA for each bit above 32; 0 for none
 * @param key key of the random numbers
 * @param noiseStream stream of the noise: words 0 and 1 at (step, cell of the population, stream)
 * @param receptors incoming projections in the order of the topology
 * @param gapJunctions coupling of the whole population, or null
 * @param probes what is sampled
 */
public record NeuronLayout(
    Slice slice,
    float dtOverC,
    float gLNs,
    float eLMv,
    float vThMv,
    float vResetMv,
    int refractorySteps,
    float[] drivePa,
    float[] vInitMv,
    float noisePerBitPa,
    long key,
    int noiseStream,
    List<ReceptorLayout> receptors,
    GapGraph gapJunctions,
    List<StateProbeLayout> probes) {
  public NeuronLayout {
    receptors = List.copyOf(receptors);
    probes = List.copyOf(probes);
  }

  /** Whether stepping this slice needs potentials of other slices. */
  public boolean needsOtherSlices() {
    return gapJunctions != null && !slice.isWhole();
  }
}
