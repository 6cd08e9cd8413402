package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import olivo.model.CellModel.BernoulliSource;
import olivo.model.CellModel.Lif;
import olivo.model.ConnectionRule;
import olivo.model.ConnectionRule.FixedIndegree;
import olivo.model.ConnectionRule.ZonalConvergent;
import olivo.model.ConnectionRule.ZonalDivergent;
import olivo.model.Distribution.Constant;
import olivo.model.Distribution.Uniform;
import olivo.model.Expectation;
import olivo.model.GapJunctions;
import olivo.model.Plasticity;
import olivo.model.Population;
import olivo.model.Projection;
import olivo.model.Recording;
import olivo.model.Recording.StateProbe;
import olivo.model.Recording.WeightProbe;
import olivo.model.Synapse.ExpConductance;
import olivo.model.TimeStep;
import olivo.model.Topology;
import org.junit.jupiter.api.Test;

class MicrocircuitTest {
  private static final Path FILE = Path.of("conf/microcircuit.conf");

  private static Population lif(
      String name,
      int size,
      double c,
      double gL,
      double eL,
      double vTh,
      double vReset,
      double tRef,
      double iE,
      double noise) {
    return new Population(
        name,
        size,
        new Lif(c, gL, eL, vTh, vReset, tRef, new Constant(iE), new Uniform(vReset, vTh), noise));
  }

  private static Projection projection(
      String name,
      String from,
      String to,
      ConnectionRule rule,
      double weightNs,
      double delayMs,
      double tauMs,
      double eRevMv,
      Optional<Plasticity> plasticity) {
    return new Projection(
        name, from, to, rule, weightNs, delayMs, new ExpConductance(tauMs, eRevMv), plasticity);
  }

  private static Topology expected(Plasticity rule) {
    Optional<Plasticity> none = Optional.empty();
    List<Integer> loop = List.of(0, 1, 2, 4);
    return new Topology(
        "microcircuit",
        new TimeStep(0.1),
        60_000,
        1,
        List.of(
            new Population("PF", 4096, new BernoulliSource(30, 5)),
            new Population("MF", 128, new BernoulliSource(30, 0)),
            lif("BC", 512, 180, 10, -65, -50, -70, 1.5, 0, 0),
            lif("PKJ", 128, 250, 14, -68, -52, -72, 2, 250, 0),
            lif("DCN", 8, 220, 10, -60, -48, -62, 2, 270, 0),
            lif("IO", 16, 1000, 5.4, -67, -52, -60, 2, 135, 8)),
        List.of(
            projection(
                "PF-PKJ",
                "PF",
                "PKJ",
                new FixedIndegree(1024, false),
                0.032,
                1,
                5,
                0,
                Optional.of(rule)),
            projection("PF-BC", "PF", "BC", new FixedIndegree(512, false), 0.047, 1, 5, 0, none),
            projection(
                "BC-PKJ", "BC", "PKJ", new FixedIndegree(128, false), 0.23, 1, 10, -75, none),
            projection(
                "CF-PKJ", "IO", "PKJ", new ZonalConvergent(8, List.of(0)), 60, 2, 2, 0, none),
            projection("PKJ-DCN", "PKJ", "DCN", new ZonalDivergent(8, loop), 1, 2, 12, -75, none),
            projection("MF-DCN", "MF", "DCN", new ZonalDivergent(16, List.of(0)), 1, 1, 6, 0, none),
            projection(
                "DCN-IO", "DCN", "IO", new ZonalConvergent(1, loop), 0.28, 3, 100, -75, none)),
        List.of(new GapJunctions("IO", 1, GapJunctions.Graph.RING_AND_MATCHING)),
        Recording.ofAllSpikes(
            List.of("PF", "MF", "BC", "PKJ", "DCN", "IO"),
            10,
            List.of(new WeightProbe("PF-PKJ", 500)),
            List.of(new StateProbe("IO", "", List.of(0, 1), 1))),
        List.of(
            new Expectation("PF", "rate_hz", 26.0, 26.2, 5_000),
            new Expectation("BC", "rate_hz", 18.8, 20.9, 5_000),
            new Expectation("BC", "isi_cv", 0.19, 0.24, 5_000),
            new Expectation("PKJ", "rate_hz", 50, 55, 20_000),
            new Expectation("PKJ", "rate_sd_hz", 1.5, 7, 20_000),
            new Expectation("PKJ", "isi_cv", 0.09, 0.13, 20_000),
            new Expectation("DCN", "rate_hz", 29.5, 34, 20_000),
            new Expectation("DCN", "isi_cv", 0.45, 0.60, 20_000),
            new Expectation("IO", "rate_hz", 0.9, 1.1, 20_000),
            new Expectation("IO", "rate_sd_hz", 0.06, 0.30, 20_000),
            new Expectation("IO", "rate_min_hz", 0.4, 1.1, 20_000),
            new Expectation("IO", "rate_max_hz", 0.9, 1.7, 20_000),
            new Expectation("IO", "isi_cv", 0.65, 1.05, 20_000),
            new Expectation("PF-PKJ", "mean", 0.94, 1.04, 20_000),
            new Expectation("PF-PKJ", "sd", 0.05, 0.22, 20_000),
            new Expectation("PF-PKJ", "fraction_at_bounds", 0, 0.001, 20_000)));
  }

  @Test
  void shouldReadTheCircuitOfTheReferenceModel() {
    ReadResult result = TopologyReader.read(FILE, List.of());
    assertThat(result.topology())
        .isEqualTo(expected(new Plasticity.TeacherGated("CF-PKJ", 100, 0.0006, 0.0054, 1, 0.2, 3)));
    assertThat(result.warnings()).isEmpty();
    assertThat(result.topology().steps()).isEqualTo(600_000);
  }

  @Test
  void shouldSwitchToRuleA() {
    ReadResult result = TopologyReader.read(FILE, List.of("projections.PF-PKJ.plasticity=A"));
    assertThat(result.topology())
        .isEqualTo(
            expected(new Plasticity.TeacherPaired("CF-PKJ", 50, 450, 0.0002, 0.0136, 1, 0.2, 3)));
  }

  @Test
  void shouldWarnOfTheRefractoryPeriodThatIsNoWholeMillisecond() {
    ReadResult result = TopologyReader.read(FILE, List.of("dt = 1 ms"));
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("populations.BC.model.t_ref: 1.5 ms is simulated as 2.0 ms");
  }
}
