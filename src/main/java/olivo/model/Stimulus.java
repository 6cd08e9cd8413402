package olivo.model;

/** Something that a protocol switches on and off. */
public sealed interface Stimulus {
  /** Unique among the stimuli. */
  String name();

  /** Name of the population that it acts on. */
  String population();

  /** The cells that it acts on. */
  CellSubset cells();

  /**
   * Sources fire at another rate, which takes the place of their own. Where several stimuli are on
   * for a cell, the last of them in the order of the topology counts.
   *
   * @param rateHz the rate in Hz, of the same meaning as that of the population's model
   */
  record Rate(String name, String population, CellSubset cells, double rateHz)
      implements Stimulus {}

  /**
   * A current flows into neurons, in addition to all others.
   *
   * @param currentPa the current in pA
   */
  record Current(String name, String population, CellSubset cells, double currentPa)
      implements Stimulus {}
}
