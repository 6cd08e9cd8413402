package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Distribution;
import olivo.model.Distribution.Constant;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Synapse;
import olivo.testing.Collected;
import olivo.testing.Traces;
import org.junit.jupiter.api.Test;

/** Potentials that currents, alpha functions and jumps evoke, against their closed forms. */
class CurrentSynapseValidationTest {
  private static final double DT = 0.1;
  private static final double TAU_M = 10;
  private static final double C_M = 250;
  private static final int DELAY_STEPS = 15;
  private static final int STEPS = 600;

  /** What rounding to float32 at -65 mV, unit in the last place 8e-6 mV, may add up to. */
  private static final double ROUNDING_MV = 4e-4;

  private static CellModel.Lif cell(CellModel.Integration integration) {
    return new CellModel.Lif(
        C_M,
        C_M / TAU_M,
        new Constant(-65),
        new Constant(-50),
        new Constant(-70),
        2,
        new Constant(0),
        new Constant(-65),
        0,
        Optional.of(integration));
  }

  private static Collected run(
      CellModel.Integration integration, double weight, Synapse synapse, int... spikeSteps) {
    Projection projection =
        new Projection(
            "S-N",
            "S",
            "N",
            new ConnectionRule.AllToAll(),
            weight,
            DELAY_STEPS * DT,
            synapse,
            Optional.empty());
    return Traces.run(
        STEPS,
        List.of(Traces.source("S", spikeSteps), new Population("N", 1, cell(integration))),
        List.of(projection),
        List.of(Traces.probe("N", "")));
  }

  /** Sampled at the end of a step, and the spike of step 0 is one of time 0.1 ms, its end. */
  private static void assertEvokes(
      Collected run, DoubleUnaryOperator depolarizationMv, double relative) {
    double largest = 0;
    for (int step = 0; step < STEPS; step++) {
      largest = Math.max(largest, Math.abs(depolarizationMv.applyAsDouble(step * DT)));
    }
    for (int step = 0; step < STEPS; step++) {
      double sinceArrival = (step - DELAY_STEPS) * DT;
      double expected = sinceArrival < 0 ? 0 : depolarizationMv.applyAsDouble(sinceArrival);
      assertThat((double) Traces.state(run, 0, step) + 65)
          .as("step %d", step)
          .isCloseTo(expected, within(relative * largest + ROUNDING_MV));
    }
  }

  private static double expPotential(double tMs, double tau) {
    return tau == TAU_M
        ? tMs / C_M * Math.exp(-tMs / tau)
        : (Math.exp(-tMs / TAU_M) - Math.exp(-tMs / tau)) / (1 / tau - 1 / TAU_M) / C_M;
  }

  private static double alphaPotential(double tMs, double tau) {
    double scale = Math.E / tau / C_M;
    if (tau == TAU_M) {
      return scale * tMs * tMs / 2 * Math.exp(-tMs / tau);
    }
    double beta = 1 / tau - 1 / TAU_M;
    double rising = 1 - Math.exp(-beta * tMs) * (1 + beta * tMs);
    return scale * Math.exp(-tMs / TAU_M) * rising / (beta * beta);
  }

  @Test
  void shouldBeExactForCurrentsOfAnyTimeConstant() {
    for (double tau : new double[] {0.5, 2, 9.99, TAU_M, 10.1, 80}) {
      for (double weight : new double[] {120, -120}) {
        assertEvokes(
            run(CellModel.Integration.EXACT, weight, new Synapse.ExpCurrent(tau), 0),
            tMs -> weight * expPotential(tMs, tau),
            2e-4);
        assertEvokes(
            run(CellModel.Integration.EXACT, weight, new Synapse.AlphaCurrent(tau), 0),
            tMs -> weight * alphaPotential(tMs, tau),
            2e-4);
      }
    }
  }

  @Test
  void shouldJumpAndLeakWhenDelta() {
    assertEvokes(
        run(CellModel.Integration.EXACT, -1.5, new Synapse.Delta(), 0),
        tMs -> -1.5 * Math.exp(-tMs / TAU_M),
        2e-5);
  }

  @Test
  void shouldConvergeToTheSameWithForwardEuler() {
    assertEvokes(
        run(CellModel.Integration.FORWARD_EULER, 120, new Synapse.ExpCurrent(5), 0),
        tMs -> 120 * expPotential(tMs, 5),
        0.04);
    assertEvokes(
        run(CellModel.Integration.FORWARD_EULER, 120, new Synapse.AlphaCurrent(5), 0),
        tMs -> 120 * alphaPotential(tMs, 5),
        0.04);
    assertEvokes(
        run(CellModel.Integration.FORWARD_EULER, 1.5, new Synapse.Delta(), 0),
        tMs -> 1.5 * Math.exp(-tMs / TAU_M),
        0.01);
  }

  @Test
  void shouldPeakAtTheWeightWhenConductanceIsAnAlphaFunction() {
    Projection projection =
        new Projection(
            "S-N",
            "S",
            "N",
            new ConnectionRule.AllToAll(),
            0.5,
            DELAY_STEPS * DT,
            new Synapse.AlphaConductance(4, 0),
            Optional.empty());
    Collected run =
        Traces.run(
            STEPS,
            List.of(
                Traces.source("S", 0),
                new Population("N", 1, cell(CellModel.Integration.FORWARD_EULER))),
            List.of(projection),
            List.of(Traces.probe("N", "S-N")));
    for (int step = 0; step < STEPS; step++) {
      double t = Math.max(0, (step - DELAY_STEPS) * DT);
      assertThat((double) Traces.state(run, 0, step))
          .as("step %d", step)
          .isCloseTo(0.5 * t / 4 * Math.exp(1 - t / 4), within(1e-6));
    }
    assertThat(Traces.state(run, 0, DELAY_STEPS + 40)).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void shouldLoseJumpsThatArriveInRefractoriness() {
    // The first jump makes the cell fire in step 15; until step 35 it is held.
    Collected run = run(CellModel.Integration.EXACT, 20, new Synapse.Delta(), 0, 1, 10, 20);
    assertThat(run.spikes(1)).isDeepEqualTo(new long[][] {{15, 0}});
    for (int step = 15; step <= 35; step++) {
      assertThat(Traces.state(run, 0, step)).isEqualTo(-70f);
    }
    assertThat(Traces.state(run, 0, 36)).isGreaterThan(-70f).isLessThan(-69.9f);
  }

  @Test
  void shouldSumPotentialsOfSeveralSpikes() {
    Collected one = run(CellModel.Integration.EXACT, 50, new Synapse.AlphaCurrent(2), 0);
    Collected two = run(CellModel.Integration.EXACT, 50, new Synapse.AlphaCurrent(2), 0, 30);
    for (int step = 30; step < STEPS; step++) {
      float sum = Traces.state(one, 0, step) + Traces.state(one, 0, step - 30) + 65;
      assertThat(Traces.state(two, 0, step)).isCloseTo(sum, within(1e-4f));
    }
  }

  @Test
  void shouldSettleWhereAConstantCurrentHasIt() {
    CellModel.Lif driven =
        new CellModel.Lif(
            C_M,
            C_M / TAU_M,
            new Constant(-65),
            new Constant(-50),
            new Constant(-70),
            2,
            new Constant(250),
            new Constant(-65),
            0,
            Optional.of(CellModel.Integration.EXACT));
    Collected run =
        Traces.run(
            1500,
            List.of(new Population("N", 1, driven)),
            List.of(),
            List.of(Traces.probe("N", "")));
    for (int step = 0; step < 1500; step += 7) {
      double expected = 10 * -Math.expm1(-(step + 1) * DT / TAU_M);
      assertThat((double) Traces.state(run, 0, step) + 65).isCloseTo(expected, within(2e-3));
    }
  }

  @Test
  void shouldFireAtTheAnalyticRateAtACoarseStep() {
    Distribution drive = new Constant(500);
    CellModel.Lif driven =
        new CellModel.Lif(
            C_M,
            C_M / TAU_M,
            new Constant(-65),
            new Constant(-50),
            new Constant(-65),
            2,
            drive,
            new Constant(-65),
            0,
            Optional.of(CellModel.Integration.EXACT));
    Collected run =
        Traces.run(20_000, List.of(new Population("N", 1, driven)), List.of(), List.of());
    long[][] spikes = run.spikes(0);
    double intervalMs = (spikes[spikes.length - 1][0] - spikes[0][0]) * DT / (spikes.length - 1);
    // The potential passes the threshold within a step, and the spike is one of its end.
    assertThat(intervalMs).isBetween(2 + TAU_M * Math.log(4), 2 + TAU_M * Math.log(4) + DT);
  }
}
