package olivo.device.layout;

/**
 * The conductance of one incoming projection on a slice. In each step {@code G <- max(G decay -
 * FLUSH, 0) + quantum * arrivals}.
 *
 * @param projection index of the projection in the topology
 * @param name name of the projection
 * @param decay {@code exp(-dt/tau)}
 * @param eRevMv reversal potential in mV
 * @param quantumNs conductance of one unit of arrivals in nS
 * @param delaySteps transmission delay
 * @param connections connections onto the slice, each counting one unit; null for a plastic
 *     projection, whose arrivals come through a ring
 */
public record ReceptorLayout(
    int projection,
    String name,
    float decay,
    float eRevMv,
    float quantumNs,
    int delaySteps,
    Csr connections) {
  /**
   * What a conductance loses in each step beside its decay, in nS: nothing in float32 as long as it
   * has any effect, but enough to bring it to zero before it becomes subnormal.
   */
  public static final float FLUSH_NS = 1e-20f;

  /** Whether arrivals come through a ring. */
  public boolean isPlastic() {
    return connections == null;
  }
}
