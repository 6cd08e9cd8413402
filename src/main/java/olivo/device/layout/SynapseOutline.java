package olivo.device.layout;

import java.util.function.ToDoubleFunction;
import olivo.model.ConnectionList;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Projection;
import olivo.model.TimeStep;

/**
 * What is known of the synapses of a projection without making them: of those that are drawn, what
 * is to be expected.
 *
 * @param onto expected number of synapses onto the cells of a slice
 * @param ownUnits whether synapses have weights of their own
 * @param ownDelays whether synapses have delays of their own
 * @param leastDelaySteps smallest delay that can occur
 * @param mostExtraSteps expected largest delay beyond that
 */
record SynapseOutline(
    ToDoubleFunction<Slice> onto,
    boolean ownUnits,
    boolean ownDelays,
    int leastDelaySteps,
    int mostExtraSteps) {

  static SynapseOutline of(Projection projection, int sources, int targets, TimeStep dt) {
    Distribution delayMs = projection.delayMs();
    boolean plastic = projection.plasticity().isPresent();
    double count = projection.rule().connections(sources, targets);
    int least = dt.delaySteps(delayMs.low());
    if (projection.rule() instanceof ConnectionRule.Listed listed) {
      ConnectionList list = listed.list();
      return new SynapseOutline(
          slice -> listedOnto(list, slice),
          !plastic && !projection.weight().isConstant(),
          !plastic && list.hasDelays(),
          least,
          plastic ? 0 : dt.delaySteps(delayMs.high()) - least);
    }
    // The extremes of so many draws lie about where one of them is expected beyond.
    double beyond = 1 / (count + 1);
    int shortest = dt.delaySteps(delayMs.at(beyond));
    int longest = dt.delaySteps(delayMs.at(1 - beyond));
    return new SynapseOutline(
        slice -> count * slice.cells() / slice.populationSize(),
        !plastic && !projection.weight().isConstant(),
        !plastic && !delayMs.isConstant(),
        least,
        plastic ? 0 : longest - shortest);
  }

  private static double listedOnto(ConnectionList list, Slice slice) {
    int count = 0;
    for (int i = 0; i < list.size(); i++) {
      int target = list.target(i);
      count += target >= slice.firstCell() && target < slice.endCell() ? 1 : 0;
    }
    return count;
  }

  /** Number of synapses onto the cells of a slice. */
  long countOnto(Slice slice) {
    return Math.round(onto.applyAsDouble(slice));
  }

  boolean isDistributed() {
    return ownUnits || ownDelays;
  }
}
