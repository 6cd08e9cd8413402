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
 * @param stages what holds from later steps on, ascending
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
    List<StateProbeLayout> probes,
    List<NeuronStage> stages) {
  public NeuronLayout {
    receptors = List.copyOf(receptors);
    probes = List.copyOf(probes);
    stages = List.copyOf(stages);
  }

  /** A slice that stays as it is. */
  public NeuronLayout(
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
    this(
        slice,
        membrane,
        eLMv,
        vThMv,
        vResetMv,
        refractorySteps,
        drive,
        vInitMv,
        noisePerBit,
        key,
        noiseStream,
        receptors,
        gapJunctions,
        probes,
        List.of());
  }

  /** What holds at a step. */
  public NeuronStage stageAt(long step) {
    NeuronStage stage = null;
    for (NeuronStage later : stages) {
      stage = later.fromStep() <= step ? later : stage;
    }
    return stage != null ? stage : asStage(0);
  }

  /** The numbers of this layout itself. */
  NeuronStage asStage(long fromStep) {
    float[] quanta = new float[receptors.size()];
    for (int r = 0; r < quanta.length; r++) {
      quanta[r] = receptors.get(r).quantum();
    }
    return new NeuronStage(
        fromStep,
        membrane,
        eLMv,
        vThMv,
        vResetMv,
        drive,
        noisePerBit,
        receptors.stream().map(ReceptorLayout::synapse).toList(),
        quanta,
        gapJunctions == null ? 0 : gapJunctions.gNs());
  }

  /** The first step after a given one from which something else holds. */
  public long nextStage(long step) {
    return stages.stream()
        .mapToLong(NeuronStage::fromStep)
        .filter(from -> from > step)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether there is noise at any time. */
  public boolean isNoisy() {
    return noisePerBit != 0 || stages.stream().anyMatch(stage -> stage.noisePerBit() != 0);
  }

  /** Whether stepping this slice needs potentials of other slices. */
  public boolean needsOtherSlices() {
    return gapJunctions != null && !slice.isWhole();
  }
}
