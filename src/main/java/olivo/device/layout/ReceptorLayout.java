package olivo.device.layout;

/**
 * What one incoming projection or drive does to the cells of a slice.
 *
 * @param input index of the projection in the topology; drives follow the projections
 * @param name name of the projection or drive
 * @param synapse time course and effect
 * @param quantum amplitude of one unit of arrivals in nS, pA or mV
 * @param delaySteps transmission delay, the smallest where it differs; 0 for a drive
 * @param arrivals where arrivals come from
 */
public record ReceptorLayout(
    int input,
    String name,
    SynapseLayout synapse,
    float quantum,
    int delaySteps,
    ArrivalLayout arrivals) {
  /**
   * What an amplitude loses in each step beside its decay, in nS or pA: nothing in float32 as long
   * as it has any effect, but enough to bring it to zero before it becomes subnormal.
   */
  public static final float FLUSH = 1e-20f;

  /** Whether arrivals come through the ring of a plastic projection. */
  public boolean isPlastic() {
    return arrivals instanceof ArrivalLayout.Plastic;
  }

  /** Whether arrivals come from the spikes of the receptor's port. */
  public boolean takesSpikes() {
    return arrivals instanceof ArrivalLayout.Counted
        || arrivals instanceof ArrivalLayout.Distributed;
  }
}
