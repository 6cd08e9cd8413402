package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import olivo.testing.Traces;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Both rules, step by step: each of these fails if a rule is off by one. */
class PlasticityValidationTest {
  private static final int PF_STEP = 100;
  private static final int TEACHER_DELAY = 1;
  private static final int KICK_DELAY = 1;
  private static final Plasticity GATED =
      new Plasticity.TeacherGated("IO-PKJ", 100, 0.0006, 0.0054, 1, 0.2, 3);
  private static final Plasticity PAIRED =
      new Plasticity.TeacherPaired("IO-PKJ", 50, 450, 0.0002, 0.0136, 1, 0.2, 3);

  /** A cell that stays silent unless it is kicked. */
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

  /**
   * One synapse.
   *
   * @param teacherArrivals steps in which a climbing-fibre event arrives
   * @param postSpikes steps in which the target spikes
   */
  private static Collected run(
      int steps, Plasticity rule, int[] pfSpikes, int[] teacherArrivals, int[] postSpikes) {
    int[] teacherSpikes = IntStream.of(teacherArrivals).map(step -> step - TEACHER_DELAY).toArray();
    int[] kicks = IntStream.of(postSpikes).map(step -> step - KICK_DELAY).toArray();
    Collected run =
        Traces.run(
            steps,
            List.of(
                Traces.source("PF", pfSpikes),
                Traces.source("IO", teacherSpikes),
                Traces.source("KICK", kicks),
                new Population("PKJ", 1, RESTING)),
            List.of(
                Traces.projection("PF", "PKJ", 1e-9, 10, 5, 0, rule),
                Traces.projection("IO", "PKJ", 1e-9, TEACHER_DELAY, 2, 0, null),
                Traces.projection("KICK", "PKJ", 1e6, KICK_DELAY, 0.01, 0, null)),
            List.of());
    assertThat(Stream.of(run.spikes(3)).mapToLong(spike -> spike[0]).toArray())
        .containsExactly(IntStream.of(postSpikes).asLongStream().toArray());
    return run;
  }

  private static void assertChangedOnlyIn(Collected run, int steps, int changeStep, double to) {
    for (int step = 0; step < steps; step++) {
      float weight = Traces.weights(run, step)[0];
      float expected = step <= changeStep ? 1f : (float) to;
      if (Math.abs(weight - expected) > 1e-6f) {
        fail("weight at the beginning of step %d is %s instead of %s", step, weight, expected);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldJudgeEverySpikeOnceUnderTheGatedRule() {
    return IntStream.of(-50, 0, 1, 2, 500, 999, 1000, 1001, 1200)
        .mapToObj(
            after ->
                DynamicTest.dynamicTest(
                    "teacher event " + after + " steps after the spike",
                    () -> {
                      int[] arrivals = {PF_STEP + after};
                      Collected run = run(1400, GATED, new int[] {PF_STEP}, arrivals, new int[0]);
                      boolean inWindow = after >= 1 && after <= 1000;
                      assertChangedOnlyIn(run, 1400, PF_STEP + 1000, inWindow ? 0.9946 : 1.0006);
                    }));
  }

  @Test
  void shouldCountSeveralEventsInTheWindowAsOne() {
    Collected run =
        run(1400, GATED, new int[] {PF_STEP}, new int[] {PF_STEP + 100, PF_STEP + 500}, new int[0]);
    assertChangedOnlyIn(run, 1400, PF_STEP + 1000, 0.9946);
  }

  @Test
  void shouldPotentiateWithoutATeacher() {
    Collected run = run(1400, GATED, new int[] {PF_STEP}, new int[0], new int[0]);
    assertChangedOnlyIn(run, 1400, PF_STEP + 1000, 1.0006);
  }

  @Test
  void shouldReopenTheWindowForALaterEvent() {
    Collected run = run(2600, GATED, new int[] {0, 900, 1500}, new int[] {600, 1550}, new int[0]);
    assertThat(Traces.weights(run, 1001)[0]).isCloseTo(0.9946f, within(1e-6f));
    assertThat(Traces.weights(run, 1901)[0]).isCloseTo(0.9892f, within(1e-6f));
    assertThat(Traces.weights(run, 2501)[0]).isCloseTo(0.9838f, within(1e-6f));
  }

  @TestFactory
  Stream<DynamicTest> shouldPairTeacherEventsWithTheLatestSpike() {
    return IntStream.of(-20, 0, 1, 2, 250, 499, 500, 501, 600)
        .mapToObj(
            after ->
                DynamicTest.dynamicTest(
                    "teacher event " + after + " steps after the spike",
                    () -> {
                      int[] arrivals = {PF_STEP + after};
                      Collected run = run(1000, PAIRED, new int[] {PF_STEP}, arrivals, new int[0]);
                      boolean inWindow = after >= 1 && after <= 500;
                      assertChangedOnlyIn(run, 1000, PF_STEP + after, inWindow ? 0.9864 : 1);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> shouldPairPostSynapticSpikesWithTheLatestSpike() {
    return IntStream.of(-20, 0, 1, 2, 2000, 4499, 4500, 4501)
        .mapToObj(
            after ->
                DynamicTest.dynamicTest(
                    "post-synaptic spike " + after + " steps after the spike",
                    () -> {
                      int[] post = {PF_STEP + after};
                      Collected run = run(4800, PAIRED, new int[] {PF_STEP}, new int[0], post);
                      boolean inWindow = after >= 1 && after <= 4500;
                      assertChangedOnlyIn(run, 4800, PF_STEP + after, inWindow ? 1.0002 : 1);
                    }));
  }

  @Test
  void shouldDepressOnlyWhenTeacherAndSpikeCoincide() {
    Collected run = run(1000, PAIRED, new int[] {PF_STEP}, new int[] {200}, new int[] {200});
    assertChangedOnlyIn(run, 1000, 200, 0.9864);
  }

  @Test
  void shouldEvaluateBeforeEnteringTheSpikesOfTheStep() {
    Collected run = run(1000, PAIRED, new int[] {PF_STEP, 300}, new int[] {300}, new int[0]);
    assertChangedOnlyIn(run, 1000, 300, 0.9864);
  }

  /** A spike carries the weight of its step of emission, before the plasticity of that step. */
  @Test
  void shouldDeliverTheWeightOfTheStepOfEmission() {
    Plasticity strong = new Plasticity.TeacherPaired("IO-PKJ", 50, 450, 0, 0.5, 1, 0.2, 3);
    Collected run =
        Traces.run(
            400,
            List.of(
                Traces.source("PF", 100, 200, 201),
                Traces.source("IO", 199),
                new Population("PKJ", 1, RESTING)),
            List.of(
                Traces.projection("PF", "PKJ", 0.032, 10, 0.001, 0, strong),
                Traces.projection("IO", "PKJ", 1e-9, TEACHER_DELAY, 2, 0, null)),
            List.of(Traces.probe("PKJ", "PF-PKJ")));
    assertThat(Traces.state(run, 0, 110)).isEqualTo(0.032f);
    assertThat(Traces.state(run, 0, 210)).isEqualTo(0.032f);
    assertThat(Traces.state(run, 0, 211)).isEqualTo(0.016f);
  }

  @TestFactory
  Stream<DynamicTest> shouldNeverLeaveTheBounds() {
    Plasticity gated = new Plasticity.TeacherGated("CF-PKJ", 100, 0.3, 0.7, 1, 0.2, 3);
    Plasticity paired = new Plasticity.TeacherPaired("CF-PKJ", 50, 450, 0.3, 2.5, 1, 0.2, 3);
    return Stream.of(gated, paired)
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getClass().getSimpleName(),
                    () -> {
                      Collected run = Runs.sequentially(Circuits.microcircuit(2, 1000, rule, 16));
                      int low = 0;
                      int high = 0;
                      int outside = 0;
                      for (float[] weights : run.samples().tailMap("weights").values()) {
                        for (float weight : weights) {
                          low += weight == 0.2f ? 1 : 0;
                          high += weight == 3f ? 1 : 0;
                          outside += weight < 0.2f || weight > 3f ? 1 : 0;
                        }
                      }
                      assertThat(outside).isZero();
                      assertThat(low).as("weights at the lower bound").isPositive();
                      assertThat(high).as("weights at the upper bound").isPositive();
                    }));
  }
}
