package olivo.device.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olivo.model.Population;
import olivo.model.Topology;

/**
 * Into how many slices each population of neurons is cut.
 *
 * @param slices number of slices by population name; 1 where absent
 */
public record Partition(Map<String, Integer> slices) {
  /** Every population in one piece. */
  public static final Partition WHOLE = new Partition(Map.of());

  public Partition {
    slices = Map.copyOf(slices);
  }

  /** The slices of a population, as even as can be. */
  List<Slice> cut(Topology topology, int index) {
    Population population = topology.populations().get(index);
    int count = population.model().isNeuron() ? slices.getOrDefault(population.name(), 1) : 1;
    if (count < 1 || count > population.size()) {
      throw new IllegalArgumentException(
          "population "
              + population.name()
              + " of "
              + population.size()
              + " cells cannot be cut into "
              + count
              + " slices");
    }
    List<Slice> cut = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = (int) ((long) population.size() * i / count);
      int end = (int) ((long) population.size() * (i + 1) / count);
      cut.add(new Slice(index, population.name(), population.size(), first, end));
    }
    return cut;
  }
}
