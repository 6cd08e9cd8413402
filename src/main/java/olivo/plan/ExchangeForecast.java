package olivo.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import olivo.device.layout.Lowering;
import olivo.device.layout.Partition;
import olivo.device.layout.Slice;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.ExchangePlanner;
import olivo.engine.exchange.GrantSink;
import olivo.engine.exchange.Pacing;
import olivo.engine.exchange.Participant;
import olivo.engine.exchange.Scheduler;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import olivo.model.Topology;

/**
 * How a run is going to be cut into epochs: the scheduler itself, driven by participants that do
 * nothing but take about as long as they would.
 *
 * @param plan who waits for whom
 * @param epochs epochs of each participant in a simulated second
 * @param longestSteps steps of the longest epoch of each participant
 */
public record ExchangeForecast(ExchangePlan plan, double[] epochs, int[] longestSteps) {
  private static final double SECONDS = 2;

  /** What an epoch takes beside its steps: messages, routing, a thread that wakes up. */
  private static final double EPOCH_S = 6e-6;

  private record Grant(int participant, Epoch epoch) {}

  private record Completion(double atS, Grant grant) {}

  /**
   * A forecast.
   *
   * @param threads threads that step participants
   */
  public static ExchangeForecast of(
      Topology topology, Partition partition, Pacing pacing, int threads) {
    ExchangePlan plan = ExchangePlanner.plan(Lowering.outline(topology, partition), pacing);
    long steps = Math.min(plan.runSteps(), Math.round(SECONDS * 1000 / topology.step().dtMs()));
    double stepS = topology.step().dtMs() * 1e-3;
    Workload workload = Workload.of(topology);
    double[] perStepS =
        plan.participants().stream()
            .mapToDouble(participant -> stepS * secondOf(participant, workload))
            .toArray();
    int[] longestSteps = new int[perStepS.length];
    double[] epochs = simulate(plan, steps, threads, perStepS, longestSteps);
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] /= steps * stepS;
    }
    return new ExchangeForecast(plan, epochs, longestSteps);
  }

  /** Time of a thread for a simulated second of a participant. */
  private static double secondOf(Participant participant, Workload workload) {
    if (participant instanceof Participant.Source source) {
      return workload.of(source.layout().slice().name()).ownS();
    } else if (participant instanceof Participant.Neurons neurons) {
      Slice slice = neurons.layout().slice();
      return workload.of(slice.name()).ownS() * slice.cells() / slice.populationSize();
    } else if (participant instanceof Participant.Coupled coupled) {
      return workload.of(coupled.slices().get(0).slice().name()).ownS();
    } else if (participant instanceof Participant.Plastic plastic) {
      Slice slice = plastic.layout().slice();
      return workload.of(slice.name()).plasticS() * slice.cells() / slice.populationSize();
    }
    return 0;
  }

  /** Number of epochs of each participant; notes the longest. */
  private static double[] simulate(
      ExchangePlan plan, long steps, int threads, double[] perStepS, int[] longestSteps) {
    ExchangePlan shortened =
        new ExchangePlan(
            plan.participants(), plan.precedences(), plan.routes(), steps, plan.maxEpochSteps());
    Scheduler scheduler = new Scheduler(shortened, threads + 1);
    double[] counts = new double[plan.participants().size()];
    Queue<Grant> waiting = new ArrayDeque<>();
    PriorityQueue<Completion> running =
        new PriorityQueue<>(Comparator.comparingDouble(Completion::atS));
    GrantSink queue = (participant, epoch, inbound) -> waiting.add(new Grant(participant, epoch));
    double nowS = 0;
    scheduler.start(queue);
    while (!waiting.isEmpty() || !running.isEmpty()) {
      while (!waiting.isEmpty() && running.size() < threads) {
        Grant grant = waiting.remove();
        counts[grant.participant()]++;
        longestSteps[grant.participant()] =
            Math.max(longestSteps[grant.participant()], grant.epoch().steps());
        double takesS = EPOCH_S + grant.epoch().steps() * perStepS[grant.participant()];
        running.add(new Completion(nowS + takesS, grant));
      }
      Completion next = running.remove();
      nowS = next.atS();
      scheduler.advanced(
          next.grant().participant(),
          next.grant().epoch(),
          new EpochResult(SpikeBatch.silent(next.grant().epoch()), List.of()),
          queue);
    }
    return counts;
  }

  /** Epochs of all participants in a simulated second; each takes two messages. */
  public double totalEpochs() {
    return Arrays.stream(epochs).sum();
  }
}
