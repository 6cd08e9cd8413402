package olivo.model;

/**
 * Electrical synapses within a population: {@code I_gap,i = sum_j g (V_j - V_i)} over the partners
 * j of cell i.
 *
 * @param population name of the coupled population
 * @param gNs conductance of one junction in nS
 * @param graph who is coupled with whom
 */
public record GapJunctions(String population, double gNs, Graph graph) {
  /** Shape of the coupling. */
  public enum Graph {
    /**
     * A ring plus a random perfect matching that avoids ring neighbours: every cell has exactly
     * three partners.
     */
    RING_AND_MATCHING
  }
}
