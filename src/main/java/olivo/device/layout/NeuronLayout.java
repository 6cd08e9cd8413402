package olivo.device.layout;

import java.util.List;

/**
 * A slice of a population of leaky integrate-and-fire neurons, lowered. In each step the sum of
 * {@link MembraneLayout} is formed, of leak and drive, receptors in their order, gap junctions, and
 * the noise {@code noisePerBit (popcount(64 random bits) - 32)}; the potential follows from it,
 * unless the cell is refractory.
 *
 * @param slice the cells
 * @param membrane how potentials advance
 * @param eLMv {@code [cells]}: leak reversal potential in mV
 * @param vThMv {@code [cells]}: threshold in mV
 * @param vResetMv {@code [cells]}: reset potential in mV
 * @param refractorySteps steps after a spike in which V is held
 * @param drive currents from outside
 * @param vInitMv {@code [cells]}: potential at step 0 in mV
 * @param noisePerBit what each bit above 32 adds to the sum of the membrane; 0 for no noise
 * @param key key of the random numbers
 * @param noiseStream stream of the noise: words 0 and 1 at (step, cell of the population, stream)
 * @param receptors incoming projections in the order of the topology, then drives
 * @param gapJunctions coupling of the whole population, or null
 * @param probes what is sampled
 */
public record NeuronLayout(
    Slice slice,
    MembraneLayout membrane,
    float[] eLMv,
    float[] vThMv,
    float[] vResetMv,
    int refractorySteps,
    DriveLayout drive,
    float[] vInitMv,
    float noisePerBit,
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
