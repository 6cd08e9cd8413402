package olivo.model;

import java.util.List;

/** Input to a population of neurons from outside of the network. */
public sealed interface Drive {
  /** Unique among populations, projections and drives. */
  String name();

  /** Name of the population that is driven. */
  String to();

  /**
   * Every cell receives Poisson trains of its own, independent of those of all others: {@code
   * trains} of them, each of the given rate.
   *
   * @param rateHz rate of one train in Hz
   * @param trains number of trains onto each cell
   * @param weight what an event adds, in the unit of the synapse
   * @param synapse how events act
   */
  record Poisson(String name, String to, double rateHz, int trains, double weight, Synapse synapse)
      implements Drive {}

  /**
   * A current that is constant between given times, and 0 before the first.
   *
   * @param cells the cells that receive it
   * @param timesMs times in ms from which the currents flow, ascending
   * @param currentsPa currents in pA, one for each time
   */
  record StepCurrent(
      String name, String to, CellSubset cells, List<Double> timesMs, List<Double> currentsPa)
      implements Drive {
    public StepCurrent {
      timesMs = List.copyOf(timesMs);
      currentsPa = List.copyOf(currentsPa);
    }
  }
}
