package olivo.device.layout;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import olivo.model.ConnectionList;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Philox;
import olivo.model.Plasticity;
import olivo.model.Projection;
import olivo.model.TimeStep;

/** Connects a projection and draws the weights and delays of its synapses. */
final class SynapseLowering {
  private static final int LARGEST_WEIGHT_BITS = 20;

  private final TimeStep dt;
  private final Philox random;
  private final Connector connector;

  SynapseLowering(TimeStep dt, Philox random) {
    this.dt = dt;
    this.random = random;
    this.connector = new Connector(random);
  }

  Synapses lower(Projection projection, int sources, int targets) {
    Optional<ConnectionList> list =
        projection.rule() instanceof ConnectionRule.Listed listed
            ? Optional.of(listed.list())
            : Optional.empty();
    FanIn fanIn;
    int[] origin = null;
    if (list.isPresent()) {
      ListedConnections ordered = ListedConnections.of(list.get(), sources, targets);
      fanIn = ordered.fanIn();
      origin = ordered.origin();
    } else {
      fanIn = connector.connect(projection, sources, targets);
    }
    if (projection.plasticity().isPresent()) {
      return constant(fanIn, projection);
    }
    int[] steps =
        list.filter(ConnectionList::hasDelays).isPresent()
            ? listed(origin, i -> dt.delaySteps(list.get().delayMs(i)))
            : delays(projection, fanIn);
    int least = steps == null ? firstDelay(projection) : least(steps);
    if (steps != null) {
      for (int i = 0; i < steps.length; i++) {
        steps[i] -= least;
      }
    }
    Distribution weight = projection.weight();
    if (weight.isConstant()) {
      return new Synapses(fanIn, Math.abs(weight.at(0)), null, least, steps);
    }
    double unitsPerWeight =
        unitsPer(
            Math.max(Math.abs(weight.low()), Math.abs(weight.high())), fanIn.largestIndegree());
    int[] units =
        list.filter(ConnectionList::hasWeights).isPresent()
            ? listed(origin, i -> units(list.get().weight(i), unitsPerWeight))
            : weights(projection, fanIn, unitsPerWeight);
    refuseOverflow(projection, fanIn, units);
    return new Synapses(fanIn, 1 / unitsPerWeight, units, least, steps);
  }

  private Synapses constant(FanIn fanIn, Projection projection) {
    return new Synapses(
        fanIn, Math.abs(projection.weight().at(0)), null, firstDelay(projection), null);
  }

  private int firstDelay(Projection projection) {
    return dt.delaySteps(projection.delayMs().at(0));
  }

  private static int least(int[] steps) {
    return IntStream.of(steps).min().orElse(1);
  }

  /**
   * Units of arrivals for a weight of 1: the largest power of two with which the sum over all
   * synapses of a target, all of the largest weight and rounded up, fits an int, and at most 2^20
   * units for the largest weight.
   */
  static double unitsPer(double largestWeight, int largestIndegree) {
    double indegree = Math.max(1, largestIndegree);
    double weight = Math.max(largestWeight, Double.MIN_NORMAL);
    double room = (Integer.MAX_VALUE - indegree) / indegree;
    double most = Math.min(room, 0x1p20) / weight;
    return Math.scalb(1.0, Math.getExponent(most));
  }

  /** The same for the weights of a plastic projection, which are factors of its conductance. */
  static double unitsPer(Plasticity plasticity, int largestIndegree) {
    double largestSum = Math.max(1, largestIndegree) * Math.max(plasticity.wMax(), 1e-6);
    double room = (Integer.MAX_VALUE - (double) largestIndegree) / largestSum;
    return Math.scalb(1.0, Math.min(LARGEST_WEIGHT_BITS, Math.getExponent(room)));
  }

  private static int units(double weight, double unitsPerWeight) {
    return (int) Math.rint(Math.abs(weight) * unitsPerWeight);
  }

  /** Numbers of listed connections, in canonical order. */
  private static int[] listed(int[] origin, IntUnaryOperator ofPosition) {
    return IntStream.of(origin).map(ofPosition).toArray();
  }

  private int[] weights(Projection projection, FanIn fanIn, double unitsPerWeight) {
    DoubleUnaryOperator sampler = projection.weight().sampler();
    return draw(
        fanIn,
        Philox.stream("weights", projection.name()),
        word ->
            (int) Math.rint(Math.abs(sampler.applyAsDouble(Philox.unit(word))) * unitsPerWeight));
  }

  /** The delays in steps; null if all are the same. */
  private int[] delays(Projection projection, FanIn fanIn) {
    if (projection.delayMs().isConstant()) {
      return null;
    }
    DoubleUnaryOperator sampler = projection.delayMs().sampler();
    return draw(
        fanIn,
        Philox.stream("delays", projection.name()),
        word -> dt.delaySteps(sampler.applyAsDouble(Philox.unit(word))));
  }

  /** A number for each synapse: from word k mod 4 of block k / 4 for the k-th of a target. */
  private int[] draw(FanIn fanIn, int stream, IntUnaryOperator ofWord) {
    int[] values = new int[fanIn.connections()];
    IntStream.range(0, fanIn.targets())
        .parallel()
        .forEach(
            target -> {
              int[] words = new int[4];
              int from = fanIn.rowStart()[target];
              int count = fanIn.rowStart()[target + 1] - from;
              for (int k = 0; k < count; k++) {
                if ((k & 3) == 0) {
                  random.block(k >>> 2, target, stream, words);
                }
                values[from + k] = ofWord.applyAsInt(words[k & 3]);
              }
            });
    return values;
  }

  private static void refuseOverflow(Projection projection, FanIn fanIn, int[] units) {
    for (int target = 0; target < fanIn.targets(); target++) {
      long sum = 0;
      for (int i = fanIn.rowStart()[target]; i < fanIn.rowStart()[target + 1]; i++) {
        sum += units[i];
      }
      if (sum > Integer.MAX_VALUE) {
        throw new IllegalStateException(
            "arrivals of " + projection.name() + " can overflow at cell " + target);
      }
    }
  }
}
