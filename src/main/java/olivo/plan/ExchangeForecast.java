package olivo.plan;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.Scheduler;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.model.Topology;

/**
 * How a run is going to be cut into epochs: the scheduler itself, driven by participants that do
 * nothing.
 *
 * @param plan who waits for whom
 * @param epochs epochs of each participant in a simulated second
 */
public record ExchangeForecast(ExchangePlan plan, double[] epochs) {
  private static final double SECONDS = 2;

  private record Grant(int participant, Epoch epoch) {}

  /**
   * A forecast.
   *
   * @param threads threads that step participants
   */
  public static ExchangeForecast of(
      Topology topology, Partition partition, Pacing pacing, int threads) {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.outline(topology, partition), pacing);
    long steps = Math.min(plan.runSteps(), Math.round(SECONDS * 1000 / topology.step().dtMs()));
    return new ExchangeForecast(
        plan, counted(plan, steps, threads, 1000 / (topology.step().dtMs() * steps)));
  }

  private static double[] counted(ExchangePlan plan, long steps, int threads, double perSecond) {
    ExchangePlan shortened =
        new ExchangePlan(
            plan.participants(), plan.precedences(), plan.routes(), steps, plan.maxEpochSteps());
    Scheduler scheduler = new Scheduler(shortened, threads + 1);
    Queue<Grant> grants = new ArrayDeque<>();
    long[] counts = new long[plan.participants().size()];
    scheduler.start((participant, epoch, inbound) -> grants.add(new Grant(participant, epoch)));
    while (!grants.isEmpty()) {
      Grant grant = grants.remove();
      counts[grant.participant()]++;
      EpochResult nothing = new EpochResult(SpikeBatch.silent(grant.epoch()), List.of());
      scheduler.advanced(
          grant.participant(),
          grant.epoch(),
          nothing,
          (participant, epoch, inbound) -> grants.add(new Grant(participant, epoch)));
    }
    double[] rates = new double[counts.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = counts[i] * perSecond;
    }
    return rates;
  }

  /** Epochs of all participants in a simulated second; each takes two messages. */
  public double totalEpochs() {
    double total = 0;
    for (double ofOne : epochs) {
      total += ofOne;
    }
    return total;
  }
}
