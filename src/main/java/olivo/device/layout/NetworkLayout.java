package olivo.device.layout;

import java.util.List;
import olivo.model.Topology;

/**
 * A whole network, lowered.
 *
 * @param topology what it was lowered from
 * @param sources populations of sources
 * @param neurons slices of populations of neurons, by population and then by first cell
 * @param plasticity plastic projections onto each slice, by projection and then by first cell
 * @param synapses synapses of each projection, in the order of the topology
 */
public record NetworkLayout(
    Topology topology,
    List<SourceLayout> sources,
    List<NeuronLayout> neurons,
    List<PlasticityLayout> plasticity,
    List<Synapses> synapses) {
  public NetworkLayout {
    sources = List.copyOf(sources);
    neurons = List.copyOf(neurons);
    plasticity = List.copyOf(plasticity);
    synapses = List.copyOf(synapses);
  }

  /** Connections of each projection, in the order of the topology. */
  public List<FanIn> fanIns() {
    return synapses.stream().map(Synapses::fanIn).toList();
  }

  /**
   * Arrivals at chemical synapses for one spike of each cell of a source population, summed over
   * its cells.
   */
  public long connectionsOf(int projection) {
    return synapses.get(projection).fanIn().connections();
  }
}
