package olivo.model;

import java.util.Map;

/**
 * What a network is from some time of a run on: an intervention changes numbers of it, never its
 * structure.
 *
 * @param fromMs from when on, in ms
 * @param topology the network from then on; has no stages of its own
 * @param weightFactors what the weights of plastic projections are multiplied by at that time, by
 *     name
 */
public record Stage(double fromMs, Topology topology, Map<String, Double> weightFactors) {
  public Stage {
    weightFactors = Map.copyOf(weightFactors);
  }
}
