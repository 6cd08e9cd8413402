package olivo.plan;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;

/**
 * Which slice lives on which device.
 *
 * @param partition into how many slices populations are cut
 * @param devices names of the devices of the slices of each population, by population and then by
 *     first cell
 * @param reasons why, one line for each choice that was left to the simulator
 */
public record Assignment(
    Partition partition, Map<String, List<String>> devices, List<String> reasons) {
  public Assignment {
    reasons = List.copyOf(reasons);
  }

  /** The device of a slice. */
  public String deviceOf(Slice slice) {
    List<String> ofPopulation = devices.get(slice.name());
    for (int i = 0; i < ofPopulation.size(); i++) {
      if (Partition.firstCell(slice.populationSize(), ofPopulation.size(), i)
          == slice.firstCell()) {
        return ofPopulation.get(i);
      }
    }
    throw new IllegalArgumentException("no slice " + slice.label());
  }

  /** All devices that anything lives on, by name. */
  public SortedSet<String> used() {
    SortedSet<String> used = new TreeSet<>();
    devices.values().forEach(used::addAll);
    return used;
  }
}
