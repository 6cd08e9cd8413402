package olivo.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import olivo.model.CellModel;
import olivo.model.Distribution;
import olivo.model.Population;
import olivo.model.Topology;
import olivo.testing.Circuits;
import olivo.testing.Collected;
import olivo.testing.Runs;
import olivo.testing.Traces;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Single cells against theory. */
class NeuronValidationTest {
  private static double rateOf(CellModel.Lif lif, double seconds) {
    Topology topology =
        Circuits.topology(
            "isolated", seconds * 1000, 1, List.of(new Population("P", 1, lif)), List.of());
    long[][] spikes = Runs.sequentially(topology).spikes(0);
    if (spikes.length < 2) {
      return 0;
    }
    double span = spikes[spikes.length - 1][0] - spikes[0][0];
    return (spikes.length - 1) / (span * Circuits.DT.dtMs() * 1e-3);
  }

  /** {@code 1 / (t_ref + tau ln((V_inf - V_reset) / (V_inf - V_th)))}, in Hz. */
  private static double theoreticalRate(CellModel.Lif lif) {
    double tauMs = lif.cMPf() / lif.gLNs();
    double vInf = lif.eLMv().low() + lif.iEPa().low() / lif.gLNs();
    double vTh = lif.vThMv().low();
    double vReset = lif.vResetMv().low();
    if (vInf <= vTh) {
      return 0;
    }
    return 1e3 / (lif.tRefMs() + tauMs * Math.log((vInf - vReset) / (vInf - vTh)));
  }

  private static CellModel.Lif driven(CellModel.Lif lif, double drivePa) {
    return new CellModel.Lif(
        lif.cMPf(),
        lif.gLNs(),
        lif.eLMv(),
        lif.vThMv(),
        lif.vResetMv(),
        lif.tRefMs(),
        new Distribution.Constant(drivePa),
        lif.vInitMv(),
        0,
        lif.integration());
  }

  @Test
  void shouldFireAtTheRatesOfIsolatedCells() {
    assertThat(rateOf(Circuits.olive(0), 20)).isCloseTo(9.01, within(0.01));
    assertThat(rateOf(Circuits.purkinje(), 20)).isCloseTo(21.74, within(0.01));
    assertThat(rateOf(Circuits.nuclear(), 20)).isCloseTo(60.61, within(0.01));
    assertThat(rateOf(Circuits.basket(), 20)).isZero();
  }

  @TestFactory
  Stream<DynamicTest> shouldFollowTheAnalyticCurveOfRateAgainstCurrent() {
    CellModel.Lif cell = Circuits.purkinje();
    double rheobasePa = cell.gLNs() * (cell.vThMv().low() - cell.eLMv().low());
    return DoubleStream.of(0.5, 0.99, 1.02, 1.1, 1.5, 2, 4, 8)
        .mapToObj(
            factor ->
                DynamicTest.dynamicTest(
                    "drive of " + factor + " times the rheobase",
                    () -> {
                      CellModel.Lif lif = driven(cell, factor * rheobasePa);
                      double expected = theoreticalRate(lif);
                      double measured = rateOf(lif, 10);
                      if (expected == 0) {
                        assertThat(measured).isZero();
                      } else {
                        // Periods are whole steps: one step of tolerance, and half a percent.
                        double periodMs = 1e3 / expected;
                        assertThat(1e3 / measured)
                            .isCloseTo(periodMs, within(0.1 + 0.005 * periodMs));
                      }
                    }));
  }

  @Test
  void shouldHoldThePotentialForTheRefractoryPeriodAndNoLonger() {
    Collected run =
        Traces.run(
            1000,
            List.of(new Population("PKJ", 1, Circuits.purkinje())),
            List.of(),
            List.of(Traces.probe("PKJ", "")));
    int spike = (int) run.spikes(0)[0][0];
    for (int step = spike; step <= spike + 20; step++) {
      assertThat(Traces.state(run, 0, step))
          .as("step %d after the spike", step - spike)
          .isEqualTo(-72f);
    }
    assertThat(Traces.state(run, 0, spike + 21)).isGreaterThan(-72f);
    assertThat(Traces.state(run, 0, spike - 1)).isLessThan(-52f);
  }

  @Test
  void shouldBlockSpikesForTheRefractoryPeriod() {
    CellModel.Lif strong = driven(Circuits.purkinje(), 1e6);
    Collected run =
        Traces.run(100, List.of(new Population("PKJ", 1, strong)), List.of(), List.of());
    assertThat(run.spikes(0))
        .isDeepEqualTo(new long[][] {{0, 0}, {21, 0}, {42, 0}, {63, 0}, {84, 0}});
  }

  @Test
  void shouldFluctuateAsTheoryOfWhiteNoiseHasIt() {
    CellModel.Lif olive = Circuits.olive(8);
    CellModel.Lif silent =
        new CellModel.Lif(
            olive.cMPf(),
            olive.gLNs(),
            olive.eLMv(),
            new Distribution.Constant(1000),
            olive.vResetMv(),
            olive.tRefMs(),
            new Distribution.Constant(0),
            olive.eLMv(),
            olive.noisePaSqrtS(),
            olive.integration());
    int cells = 200;
    Topology topology =
        new Topology(
            "noise",
            Circuits.DT,
            3000,
            1,
            List.of(new Population("IO", cells, silent)),
            List.of(),
            List.of(),
            new olivo.model.Recording(
                List.of(),
                10,
                List.of(),
                List.of(
                    new olivo.model.Recording.StateProbe(
                        "IO",
                        "",
                        java.util.stream.IntStream.range(0, cells).boxed().toList(),
                        100))),
            List.of());
    double[] deviations =
        Runs.sequentially(topology).samples().tailMap("state 0/0000020000").values().stream()
            .flatMapToDouble(
                values ->
                    java.util.stream.IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i] + 67))
            .toArray();
    assertThat(deviations).hasSizeGreaterThan(1500);
    // Ornstein-Uhlenbeck process: variance s^2 / (2 gL C).
    double expectedSdMv = Math.sqrt(Math.pow(8e-12, 2) / (2 * 5.4e-9 * 1e-9)) * 1e3;
    double mean = DoubleStream.of(deviations).average().orElseThrow();
    double sd =
        Math.sqrt(
            DoubleStream.of(deviations).map(d -> (d - mean) * (d - mean)).average().orElseThrow());
    assertThat(mean).isCloseTo(0, within(0.25));
    assertThat(sd).isCloseTo(expectedSdMv, within(0.05 * expectedSdMv));
  }
}
