package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import olivo.config.TopologyReader;
import olivo.device.layout.Partition;
import olivo.engine.exchange.Pacing;
import olivo.model.Topology;
import olivo.testing.Collected;
import olivo.testing.Runs;
import olivo.testing.StepwiseOracle;
import org.junit.jupiter.api.Test;

/** Rates of sources that change in the course of a run. */
class SourceRateValidationTest {
  private static final int CELLS = 2000;

  private static Topology topology(String model, String rest) {
    String hocon =
        "name = rates, dt = 0.1 ms, duration = 4 s, populations.S { size = "
            + CELLS
            + ", model { "
            + model
            + " } }\n"
            + rest;
    return TopologyReader.readString(hocon, "test", List.of()).topology();
  }

  /** Spikes of cells [from, to) in steps [begin, end), per cell and second. */
  private static double rate(Collected run, int from, int to, long begin, long end) {
    long spikes =
        Arrays.stream(run.spikes(0))
            .filter(spike -> spike[1] >= from && spike[1] < to)
            .filter(spike -> spike[0] >= begin && spike[0] < end)
            .count();
    return spikes / ((to - from) * (end - begin) * 1e-4);
  }

  private static void assertRate(double measured, double expected, double cellSeconds) {
    // Four and a half standard errors of a Poisson count; dead time makes them smaller.
    assertThat(measured).isCloseTo(expected, within(4.5 * Math.sqrt(expected / cellSeconds)));
  }

  private static double withDeadTime(double rateHz) {
    return 1 / (1 / rateHz + 5e-3);
  }

  @Test
  void shouldFireAtTheRateThatAnInterventionSets() {
    Collected run =
        Runs.sequentially(
            topology(
                "type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms",
                """
                interventions = [ { at = 1 s, scale { populations.S.model.rate = 3 } }
                  { at = 2 s, set { populations.S.model.rate = 0 Hz } }
                  { at = 3 s, set { populations.S.model.rate = 10 Hz } } ]
                """));
    assertRate(rate(run, 0, CELLS, 0, 10_000), withDeadTime(30), CELLS);
    assertRate(rate(run, 0, CELLS, 10_000, 20_000), withDeadTime(90), CELLS);
    assertThat(rate(run, 0, CELLS, 20_000, 30_000)).isZero();
    assertRate(rate(run, 0, CELLS, 30_000, 40_000), withDeadTime(10), CELLS);
  }

  /** Without a dead time there is no transient: the rate is the new one from the first step on. */
  @Test
  void shouldHaveTheNewRateFromTheFirstStepOn() {
    Collected run =
        Runs.sequentially(
            topology(
                "type = poisson-source, rate = 20 Hz",
                "interventions = [{ at = 2 s, set { populations.S.model.rate = 400 Hz } }]"));
    double p = -Math.expm1(-400 * 1e-4);
    assertRate(rate(run, 0, CELLS, 19_000, 20_000), -Math.expm1(-20 * 1e-4) * 1e4, CELLS * 0.1);
    for (int step = 20_000; step < 20_020; step++) {
      double spikes = rate(run, 0, CELLS, step, step + 1) * CELLS * 1e-4;
      assertThat(spikes)
          .as("step %d", step)
          .isCloseTo(CELLS * p, within(4.5 * Math.sqrt(CELLS * p)));
    }
  }

  /** A spike before the change keeps its cell from firing after it. */
  @Test
  void shouldStayRefractoryAcrossTheChange() {
    Topology topology =
        topology(
            "type = bernoulli-source, rate = 60 Hz, t_ref = 5 ms",
            "interventions = [{ at = 1 s, set { populations.S.model.rate = 10 kHz } }]");
    Collected run = Runs.sequentially(topology);
    long[] last = new long[CELLS];
    Arrays.fill(last, -1000);
    boolean[] fired = new boolean[CELLS];
    int held = 0;
    for (long[] spike : run.spikes(0)) {
      int cell = (int) spike[1];
      assertThat(spike[0] - last[cell]).isGreaterThan(50);
      if (spike[0] >= 10_000 && !fired[cell]) {
        fired[cell] = true;
        // One spike in each step that is free: at once, or when the dead time is over.
        assertThat(spike[0]).isEqualTo(Math.max(10_000, last[cell] + 51));
        held += spike[0] > 10_000 ? 1 : 0;
      }
      last[cell] = spike[0];
    }
    assertThat(held).isBetween(CELLS / 8, CELLS / 2);
  }

  @Test
  void shouldChangeTheRateOfTheCellsOfAStimulusOnly() {
    Collected run =
        Runs.sequentially(
            topology(
                "type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms",
                """
                interventions = [{ at = 2.5 s, set { populations.S.model.rate = 60 Hz } }]
                stimuli {
                  ON  { type = rate, of = S, first-cell = 500, last-cell = 1499, rate = 120 Hz }
                  OFF { type = rate, of = S, cells = [0, 1, 2, 700], rate = 0 Hz }
                }
                protocol {
                  from = 1 s
                  trials.T { duration = 1 s, ON { onset = 0 ms, length = 1 s }
                             OFF { onset = 0 ms, length = 1 s } }
                  trials.U { duration = 500 ms, ON { onset = 0 ms, length = 500 ms } }
                  session = [T, U, U]
                }
                """));
    for (int second = 0; second < 4; second++) {
      long begin = 10_000L * second;
      long end = begin + 10_000;
      boolean on = second == 1 || second == 2;
      double own = second == 2 ? (withDeadTime(30) + withDeadTime(60)) / 2 : 0;
      double background = own > 0 ? own : withDeadTime(second == 3 ? 60 : 30);
      assertRate(
          rate(run, 500, 1500, begin, end),
          on ? withDeadTime(120) * (second == 1 ? 0.999 : 1) : background,
          1000);
      assertRate(rate(run, 1500, 2000, begin, end), background, 500);
      assertThat(rate(run, 0, 3, begin, end) == 0).isEqualTo(second == 1);
      assertThat(rate(run, 700, 701, begin, end) == 0).isEqualTo(second == 1);
    }
  }

  @Test
  void shouldNotDrawAnewWhereNothingChanges() {
    String stimuli =
        """
        stimuli { SAME { type = rate, of = S, rate = 30 Hz }
                  SOME { type = rate, of = S, first-cell = 1000, rate = 90 Hz } }
        """;
    String model = "type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms";
    String trials = "protocol { session = [T, T], trials.T { duration = 1 s, %s } }";
    long[][] plain = Runs.sequentially(topology(model, "")).spikes(0);
    String same = trials.formatted("SAME { onset = 0.5 s, length = 200 ms }");
    assertThat(Runs.sequentially(topology(model, stimuli + same)).spikes(0)).isDeepEqualTo(plain);
    String some = trials.formatted("SOME { onset = 0.5 s, length = 200 ms }");
    long[][] spikes = Runs.sequentially(topology(model, stimuli + some)).spikes(0);
    assertThat(below(1000, spikes)).isDeepEqualTo(below(1000, plain));
    assertThat(spikes.length).isGreaterThan(plain.length);
  }

  private static long[][] below(int cell, long[][] spikes) {
    return Arrays.stream(spikes).filter(spike -> spike[1] < cell).toArray(long[][]::new);
  }

  /** A stimulus that goes on in the step in which it would go off has never been off. */
  @Test
  void shouldGoOnWithoutABreakWhenTrialsTouch() {
    String model = "type = bernoulli-source, rate = 5 Hz";
    String stimuli = "stimuli.ON { type = rate, of = S, rate = 80 Hz }\n";
    long[][] touching =
        Runs.sequentially(
                topology(
                    model,
                    stimuli
                        + "protocol { session = [{ T = 4 }], trials.T { duration = 500 ms,"
                        + " ON { onset = 0 ms, length = 500 ms } } }"))
            .spikes(0);
    long[][] whole =
        Runs.sequentially(
                topology(
                    model,
                    stimuli
                        + "protocol { session = [T], trials.T { duration = 2 s,"
                        + " ON { onset = 0 ms, length = 2 s } } }"))
            .spikes(0);
    assertThat(touching).isDeepEqualTo(whole);
  }

  @Test
  void shouldFireAsDefinedWhateverTheEpochs() {
    Topology topology =
        TopologyReader.readString(
                """
                name = rates, dt = 0.1 ms, duration = 200 ms
                populations.S { size = 300, model { type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms } }
                populations.Z { size = 3, model { type = poisson-source, rate = 0 Hz } }
                interventions = [{ at = 100.1 ms, scale { populations.S.model.rate = 0.5 }
                  set { populations.Z.model.rate = 50 Hz } }]
                stimuli { A { type = rate, of = S, first-cell = 100, rate = 200 Hz }
                          B { type = rate, of = S, last-cell = 149, rate = 0 Hz }
                          C { type = rate, of = Z, cells = [0, 2], rate = 300 Hz } }
                protocol { from = 0.3 ms, session = [{ T = 6 }]
                  trials.T { duration = 30 ms, A { onset = 1.1 ms, length = 11.7 ms, probability = 0.7 }
                    B { onset = 7 ms, length = 23 ms }, C { onset = 0 ms, length = 20 ms } } }
                """,
                "test",
                List.of())
            .topology();
    Collected expected = StepwiseOracle.run(topology);
    for (Pacing pacing :
        List.of(Pacing.DEFAULT, Pacing.singleSteps(), new Pacing(13, 37, 100, 64, 9))) {
      Collected run = Runs.sequentially(topology, Partition.WHOLE, pacing);
      assertThat(run.spikes(0)).isDeepEqualTo(expected.spikes(0));
      assertThat(run.spikes(1)).isDeepEqualTo(expected.spikes(1));
    }
    assertThat(expected.spikes(1)).isNotEmpty();
  }
}
