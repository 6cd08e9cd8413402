package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Plasticity;
import olivo.model.Plasticity.Dependence;
import olivo.model.Population;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Traces;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pairs of spikes at one synapse, in every order, against the sum over all of them. */
class StdpValidationTest {
  private static final int DELAY = 10;
  private static final int KICK_DELAY = 1;
  private static final int REFRACTORY = 20;
  private static final int STEPS = 3000;

  /** A cell that stays silent unless it is kicked. */
  private static final CellModel.Lif RESTING =
      new CellModel.Lif(
          250,
          14,
          -68,
          -52,
          -72,
          REFRACTORY * Circuits.DT.dtMs(),
          new Distribution.Constant(0),
          new Distribution.Constant(-68),
          0);

  private static Plasticity.Stdp rule(Dependence dependence, double wMin, double wMax) {
    return new Plasticity.Stdp(16.8, 33.7, dependence, 0.05, 0.03, 1, wMin, wMax);
  }

  /** The weight at the beginning of each step. */
  private static float[] run(Plasticity rule, int[] pre, int[] post) {
    Collected run =
        Traces.run(
            STEPS,
            List.of(
                Traces.source("PRE", pre),
                Traces.source("KICK", IntStream.of(post).map(step -> step - KICK_DELAY).toArray()),
                new Population("POST", 1, RESTING)),
            List.of(
                Traces.projection("PRE", "POST", 1e-9, DELAY, 5, 0, rule),
                Traces.projection("KICK", "POST", 1e6, KICK_DELAY, 0.01, 0, null)),
            List.of());
    assertThat(Stream.of(run.spikes(2)).mapToLong(spike -> spike[0]).toArray())
        .containsExactly(IntStream.of(post).asLongStream().toArray());
    float[] weights = new float[STEPS];
    for (int step = 0; step < STEPS; step++) {
      weights[step] = Traces.weights(run, step)[0];
    }
    return weights;
  }

  /** The same from all pairs, in double precision. */
  private static double[] expected(Plasticity.Stdp rule, int[] pre, int[] post) {
    boolean scaled = rule.dependence() == Dependence.MULTIPLICATIVE;
    double[] weights = new double[STEPS];
    double w = rule.wInit();
    for (int step = 0; step < STEPS; step++) {
      weights[step] = w;
      for (int fired : post) {
        if (fired + DELAY == step) {
          double sum = 0;
          for (int before : pre) {
            sum += before < step ? left(step - before, rule.tauPlusMs()) : 0;
          }
          w += rule.aPlus() * sum * (scaled ? rule.wMax() - w : 1);
          w = Math.min(Math.max(w, rule.wMin()), rule.wMax());
        }
      }
      for (int here : pre) {
        if (here == step) {
          double sum = 0;
          for (int fired : post) {
            sum += fired + DELAY < step ? left(step - fired - DELAY, rule.tauMinusMs()) : 0;
          }
          w -= rule.aMinus() * sum * (scaled ? w - rule.wMin() : 1);
          w = Math.min(Math.max(w, rule.wMin()), rule.wMax());
        }
      }
    }
    return weights;
  }

  private static double left(int steps, double tauMs) {
    return Math.exp(-steps * Circuits.DT.dtMs() / tauMs);
  }

  @TestFactory
  Stream<DynamicTest> shouldChangeByTheTimeBetweenTwoSpikesAtTheSynapse() {
    return IntStream.of(-1400, -500, -2, -1, 0, 1, 2, 500, 1400)
        .mapToObj(
            after ->
                DynamicTest.dynamicTest(
                    "post-synaptic spike " + after + " steps after the pre-synaptic one",
                    () -> {
                      int pre = 1550;
                      int back = pre + after;
                      float[] weights =
                          run(
                              rule(Dependence.ADDITIVE, 0, 2),
                              new int[] {pre},
                              new int[] {back - DELAY});
                      double change =
                          after > 0
                              ? 0.05 * Math.exp(-after * 0.1 / 16.8)
                              : after < 0 ? -0.03 * Math.exp(after * 0.1 / 33.7) : 0;
                      int first = Math.max(pre, back);
                      assertThat(weights[first]).isEqualTo(1);
                      if (first + 1 < STEPS) {
                        assertThat((double) weights[first + 1]).isCloseTo(1 + change, within(1e-6));
                        assertThat(weights[STEPS - 1]).isEqualTo(weights[first + 1]);
                      }
                      assertThat(weights[STEPS - 1] == 1).isEqualTo(after == 0);
                    }));
  }

  /** Trains in which every order and every coincidence occurs, also of three and more spikes. */
  @TestFactory
  Stream<DynamicTest> shouldAddUpAllPairs() {
    return IntStream.range(0, 12)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "trains " + seed,
                    () -> {
                      Random random = new Random(seed);
                      int[] pre = train(random, 1, 40);
                      int[] post = post(random, pre);
                      for (Dependence dependence : Dependence.values()) {
                        Plasticity.Stdp rule = rule(dependence, 0.2, 1.5);
                        float[] weights = run(rule, pre, post);
                        double[] sums = expected(rule, pre, post);
                        for (int step = 0; step < STEPS; step++) {
                          assertThat((double) weights[step])
                              .as("%s, step %d", dependence, step)
                              .isCloseTo(sums[step], within(1e-5));
                        }
                        assertThat(distinct(weights)).isGreaterThan(50);
                      }
                    }));
  }

  private static long distinct(float[] weights) {
    float[] sorted = weights.clone();
    Arrays.sort(sorted);
    return IntStream.range(1, sorted.length).filter(i -> sorted[i] != sorted[i - 1]).count();
  }

  private static int[] train(Random random, int shortest, int longest) {
    return IntStream.iterate(
            20 + random.nextInt(20),
            step -> step < STEPS - 20,
            step -> step + shortest + random.nextInt(longest))
        .toArray();
  }

  /** Spikes that come back in steps of pre-synaptic ones, just before, just after, and anywhere. */
  private static int[] post(Random random, int[] pre) {
    int[] post = new int[pre.length];
    int size = 0;
    for (int here : pre) {
      int fired = here - DELAY + random.nextInt(5) - 2;
      if (fired > (size == 0 ? REFRACTORY : post[size - 1] + REFRACTORY)) {
        post[size++] = fired;
      }
    }
    assertThat(
            Arrays.stream(post, 0, size)
                .filter(fired -> Arrays.binarySearch(pre, fired + DELAY) >= 0)
                .count())
        .as("coincidences")
        .isGreaterThan(5);
    return Arrays.copyOf(post, size);
  }

  @Test
  void shouldStopAtTheBoundsWhenAdditiveAndNeverReachThemWhenMultiplicative() {
    int[] pre = IntStream.iterate(100, step -> step < 2900, step -> step + 30).toArray();
    int[] causal = IntStream.of(pre).map(step -> step - DELAY + 2).toArray();
    int[] reverse = IntStream.of(pre).map(step -> step - DELAY - 2).toArray();
    Plasticity strong = new Plasticity.Stdp(1, 1, Dependence.ADDITIVE, 0.2, 0.2, 1, 0.25, 1.5);
    assertThat(run(strong, pre, causal)[STEPS - 1]).isEqualTo(1.5f);
    assertThat(run(strong, pre, reverse)[STEPS - 1]).isEqualTo(0.25f);
    Plasticity soft =
        new Plasticity.Stdp(1, 1, Dependence.MULTIPLICATIVE, 0.02, 0.02, 1, 0.25, 1.5);
    assertThat(run(soft, pre, causal)[STEPS - 1]).isBetween(1.3f, 1.49f);
    assertThat(run(soft, pre, reverse)[STEPS - 1]).isBetween(0.26f, 0.55f);
  }
}
