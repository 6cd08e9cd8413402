package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.testing.Collected;
import olivo.testing.Traces;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Delay, decay and shape of synaptic events. */
class SynapseValidationTest {
  private static final CellModel.Lif RESTING =
      new CellModel.Lif(
          250,
          14,
          -68,
          -52,
          -72,
          2,
          new Distribution.Constant(0),
          new Distribution.Constant(-68),
          0);

  private static Collected run(int delaySteps, Plasticity plasticity, int... spikeSteps) {
    Projection projection = Traces.projection("PF", "PKJ", 0.032, delaySteps, 5, 0, plasticity);
    Projection teacher = Traces.projection("IO", "PKJ", 1e-9, 1, 2, 0, null);
    return Traces.run(
        400,
        List.of(
            Traces.source("PF", spikeSteps),
            Traces.source("IO"),
            new Population("PKJ", 1, RESTING)),
        List.of(projection, teacher),
        List.of(Traces.probe("PKJ", "PF-PKJ"), Traces.probe("PKJ", "")));
  }

  private static Stream<DynamicTest> staticAndPlastic(
      java.util.function.Consumer<Plasticity> test) {
    Plasticity plastic = new Plasticity.TeacherGated("IO-PKJ", 100, 0.0006, 0.0054, 1, 0.2, 3);
    return Stream.of(
        DynamicTest.dynamicTest("static", () -> test.accept(null)),
        DynamicTest.dynamicTest("plastic", () -> test.accept(plastic)));
  }

  @TestFactory
  Stream<DynamicTest> shouldArriveAfterTheDelayAndDecay() {
    return staticAndPlastic(
        plasticity -> {
          Collected run = run(10, plasticity, 0);
          for (int step = 0; step < 10; step++) {
            assertThat(Traces.state(run, 0, step)).isZero();
          }
          assertThat(Traces.state(run, 0, 10)).isEqualTo(0.032f);
          assertThat(Traces.state(run, 0, 60))
              .isCloseTo((float) (0.032 * Math.exp(-1)), within(1e-7f));
        });
  }

  @TestFactory
  Stream<DynamicTest> shouldBeExactForEveryDelay() {
    return IntStream.of(1, 2, 3, 9, 31, 64, 127, 200)
        .mapToObj(
            delay ->
                DynamicTest.dynamicTest(
                    delay + " steps",
                    () -> {
                      Collected run = run(delay, null, 17, 18, 40);
                      for (int step = 0; step < 400; step++) {
                        float before = step == 0 ? 0 : Traces.state(run, 0, step - 1);
                        boolean arrives =
                            step == 17 + delay || step == 18 + delay || step == 40 + delay;
                        float now = Traces.state(run, 0, step);
                        assertThat(now > before).as("arrival in step %d", step).isEqualTo(arrives);
                        assertThat(now)
                            .isCloseTo(
                                (float) (before * Math.exp(-0.02) + (arrives ? 0.032 : 0)),
                                within(1e-7f));
                      }
                      assertThat(Traces.state(run, 1, 16 + delay)).isEqualTo(-68f);
                      assertThat(Traces.state(run, 1, 17 + delay)).isGreaterThan(-68f);
                    }));
  }

  /**
   * A conductance too small to move its own driving force gives the current of an exponential
   * synapse, whose potential is a difference of exponentials.
   */
  @Test
  void shouldEvokeThePotentialOfTheory() {
    Collected run = run(10, null, 0);
    double tauM = 250.0 / 14;
    double tauS = 5;
    double peakPa = 0.032 * 68;
    for (int step = 30; step < 400; step += 10) {
      double tMs = (step - 9) * 0.1;
      double expectedMv =
          peakPa
              / 250
              * (tauM * tauS / (tauM - tauS))
              * (Math.exp(-tMs / tauM) - Math.exp(-tMs / tauS));
      assertThat((double) (Traces.state(run, 1, step) + 68))
          .as("step %d", step)
          .isCloseTo(expectedMv, within(0.015 * 0.0265));
    }
  }

  @Test
  void shouldReachExactlyZeroInTheEnd() {
    Projection projection = Traces.projection("PF", "PKJ", 0.032, 1, 0.5, 0, null);
    Collected run =
        Traces.run(
            2000,
            List.of(Traces.source("PF", 0), new Population("PKJ", 1, RESTING)),
            List.of(projection),
            List.of(Traces.probe("PKJ", "PF-PKJ")));
    for (int step = 0; step < 2000; step++) {
      float g = Traces.state(run, 0, step);
      assertThat(g == 0 || g >= Float.MIN_NORMAL).as("step %d", step).isTrue();
    }
    assertThat(Traces.state(run, 0, 1999)).isZero();
  }

  @Test
  void shouldHaveTheMeanConductanceOfTheScheme() {
    int[] steps = IntStream.range(0, 400).toArray();
    Collected run = run(1, null, steps);
    double expected = 0.032 / (1 - Math.exp(-0.02)) * (1 - Math.exp(-0.02 * 399));
    assertThat((double) Traces.state(run, 0, 399)).isCloseTo(expected, within(1e-4));
  }
}
