package olivo.device.layout;

import java.util.List;

/**
 * The numbers of a slice that an intervention can change.
 *
 * @param fromStep first step in which they hold
 * @param membrane how potentials advance
 * @param eLMv {@code [cells]}: leak reversal potential in mV
 * @param vThMv {@code [cells]}: threshold in mV
 * @param vResetMv {@code [cells]}: reset potential in mV
 * @param drive currents from outside
 * @param noisePerBit what each bit above 32 adds to the sum of the membrane
 * @param synapses time course and effect of each receptor
 * @param quanta amplitude of one unit of arrivals of each receptor, in nS, pA or mV
 * @param gapNs conductance of a gap junction in nS; 0 where there are none
 */
public record NeuronStage(
    long fromStep,
    MembraneLayout membrane,
    float[] eLMv,
    float[] vThMv,
    float[] vResetMv,
    DriveLayout drive,
    float noisePerBit,
    List<SynapseLayout> synapses,
    float[] quanta,
    float gapNs) {
  public NeuronStage {
    synapses = List.copyOf(synapses);
  }
}
