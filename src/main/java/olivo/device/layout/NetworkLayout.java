package olivo.device.layout;

import java.util.List;
import olivo.model.Topology;

/**
 * A whole network, lowered. Its connections can be {@linkplain #releaseConnections released} once
 * all states have been made of it.
 *
 * @param topology what it was lowered from
 * @param sources populations of sources
 * @param neurons slices of populations of neurons, by population and then by first cell
 * @param plasticity plastic projections onto each slice, by projection and then by first cell
 * @param wiring synapses of each projection
 */
public record NetworkLayout(
    Topology topology,
    List<SourceLayout> sources,
    List<NeuronLayout> neurons,
    List<PlasticityLayout> plasticity,
    Wiring wiring) {
  public NetworkLayout {
    sources = List.copyOf(sources);
    neurons = List.copyOf(neurons);
    plasticity = List.copyOf(plasticity);
  }

  /** Synapses of each projection, in the order of the topology. */
  public List<Synapses> synapses() {
    return List.copyOf(wiring.synapses());
  }

  /** Connections of each projection, in the order of the topology. */
  public List<FanIn> fanIns() {
    return synapses().stream().map(Synapses::fanIn).toList();
  }

  /** Frees the memory of all connections: no state can be made from this layout any more. */
  public void releaseConnections() {
    wiring.release();
  }

  /**
   * Arrivals at chemical synapses for one spike of each cell of a source population, summed over
   * its cells.
   */
  public long connectionsOf(int projection) {
    return wiring.of(projection).fanIn().connections();
  }
}
