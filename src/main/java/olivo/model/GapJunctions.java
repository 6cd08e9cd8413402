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
  /** Shape of the coupling. No cell is coupled with itself, and no pair is coupled twice. */
  public sealed interface Graph {
    /** The one of its kind. */
    Graph RING_AND_MATCHING = new RingAndMatching();
  }

  /**
   * A ring plus a random perfect matching that avoids ring neighbours: every cell has exactly three
   * partners.
   */
  public record RingAndMatching() implements Graph {}

  /**
   * A random graph in which every cell has the same number of partners, any of these graphs about
   * as likely as any other.
   *
   * @param degree partners of each cell
   */
  public record RandomRegular(int degree) implements Graph {}

  /**
   * Junctions one by one: the i-th couples {@code pairs.source(i)} with {@code pairs.target(i)}.
   *
   * @param pairs the junctions, without weights and delays
   */
  public record Listed(ConnectionList pairs) implements Graph {}
}
