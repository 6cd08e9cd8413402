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
      int first = firstCell(population.size(), count, i);
      int end = firstCell(population.size(), count, i + 1);
      cut.add(new Slice(index, population.name(), population.size(), first, end));
    }
    return cut;
  }

  /** First cell of one of the slices of a population. */
  public static int firstCell(int cells, int count, int slice) {
    return (int) ((long) cells * slice / count);
  }
}
