package olivo.device.layout;

/**
 * Consecutive cells of a population that live on one device.
 *
 * @param population index of the population in the topology
 * @param name name of the population
 * @param populationSize number of cells of the whole population
 * @param firstCell first cell of the slice
 * @param endCell first cell after the slice
 */
public record Slice(int population, String name, int populationSize, int firstCell, int endCell) {
  /** Number of cells in the slice. */
  public int cells() {
    return endCell - firstCell;
  }

  /** Whether the slice is the whole population. */
  public boolean isWhole() {
    return cells() == populationSize;
  }

  /** The population's name, with the cells where it is only a part. */
  public String label() {
    return isWhole() ? name : name + "[" + firstCell + ".." + (endCell - 1) + "]";
  }
}
