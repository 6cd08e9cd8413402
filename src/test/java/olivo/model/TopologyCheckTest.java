package olivo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyCheckTest {
  private static final Distribution ZERO = new Distribution.Constant(0);
  private static final CellModel LIF =
      new CellModel.Lif(250, 14, -68, -52, -72, 2, ZERO, new Distribution.Constant(-60), 0);
  private static final Population SOURCE =
      new Population("S", 10, new CellModel.BernoulliSource(30, 0));
  private static final Population CELLS = new Population("N", 6, LIF);
  private static final Recording NOTHING =
      Recording.ofAllSpikes(List.of(), 10, List.of(), List.of());
  private static final Plasticity RULE = new Plasticity.TeacherGated("T", 100, 0.1, 0.1, 1, 0, 2);

  private static Projection projection(String name, ConnectionRule rule) {
    return new Projection(
        name, "S", "N", rule, 1, 1, new Synapse.ExpConductance(5, 0), Optional.empty());
  }

  private static Topology topology(List<Population> populations, List<Projection> projections) {
    return new Topology(
        "t", new TimeStep(0.1), 1000, 1, populations, projections, List.of(), NOTHING, List.of());
  }

  private static List<String> paths(Topology topology) {
    return TopologyCheck.problems(topology).stream().map(Problem::path).toList();
  }

  @Test
  void shouldFindNothingWhenTheTopologyIsSound() {
    Topology sound =
        topology(
            List.of(SOURCE, CELLS),
            List.of(
                projection("P", new ConnectionRule.FixedIndegree(10, false)),
                projection("T", new ConnectionRule.AllToAll())));
    assertThat(TopologyCheck.problems(sound)).isEmpty();
  }

  @Test
  void shouldFindNamesThatAreTakenOrMalformed() {
    assertThat(
            paths(
                topology(
                    List.of(CELLS, CELLS, SOURCE),
                    List.of(
                        projection("S", new ConnectionRule.AllToAll()),
                        projection("a.b", new ConnectionRule.AllToAll())))))
        .containsExactly("populations.N", "projections.S", "projections.a.b");
  }

  @Test
  void shouldReportNumbersThatAreNotFinite() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    CellModel bad =
        new CellModel.Lif(
            nan,
            infinite,
            nan,
            nan,
            nan,
            nan,
            new Distribution.Constant(nan),
            new Distribution.Constant(infinite),
            nan);
    String path = "populations.N.model.";
    assertThat(paths(topology(List.of(new Population("N", 1, bad)), List.of())))
        .containsExactly(
            path + "C_m",
            path + "g_L",
            path + "E_L",
            path + "V_th",
            path + "V_reset",
            path + "t_ref",
            path + "I_e",
            path + "V_init",
            path + "noise");
  }

  @Test
  void shouldFindEndsAndTeachersThatDoNotExist() {
    Projection loose =
        new Projection(
            "P",
            "X",
            "Y",
            new ConnectionRule.OneToOne(),
            1,
            1,
            new Synapse.ExpConductance(1, 0),
            Optional.of(RULE));
    assertThat(paths(topology(List.of(SOURCE, CELLS), List.of(loose))))
        .containsExactly(
            "projections.P.from", "projections.P.to", "projections.P.plasticity.teacher");
  }

  @Test
  void shouldBoundTheNumberOfCellsAndSynapses() {
    Population many = new Population("S", Integer.MAX_VALUE, SOURCE.model());
    assertThat(
            paths(
                topology(
                    List.of(many, CELLS), List.of(projection("P", new ConnectionRule.AllToAll())))))
        .containsExactly("populations", "projections");
    Projection fits =
        projection("P", new ConnectionRule.FixedIndegree(Integer.MAX_VALUE / 6, true));
    assertThat(paths(topology(List.of(SOURCE, CELLS), List.of(fits)))).isEmpty();
    assertThat(
            paths(
                topology(
                    List.of(SOURCE, CELLS),
                    List.of(fits, projection("Q", new ConnectionRule.AllToAll())))))
        .containsExactly("projections");
  }

  @Test
  void shouldCheckExpectationsAndProbes() {
    Topology topology =
        new Topology(
            "t",
            new TimeStep(0.1),
            1000,
            1,
            List.of(SOURCE, CELLS),
            List.of(projection("P", new ConnectionRule.AllToAll())),
            List.of(
                new GapJunctions("N", 1, GapJunctions.Graph.RING_AND_MATCHING),
                new GapJunctions("N", 1, GapJunctions.Graph.RING_AND_MATCHING),
                new GapJunctions("S", 1, GapJunctions.Graph.RING_AND_MATCHING)),
            Recording.ofAllSpikes(
                List.of("Q"),
                10,
                List.of(new Recording.WeightProbe("P", 1)),
                List.of(
                    new Recording.StateProbe("N", "", List.of(0, 6), 1),
                    new Recording.StateProbe("N", "P", List.of(2, 1), 0.05))),
            List.of(
                new Expectation("N", "rate_hz", 2, 1),
                new Expectation("N", "mood", 1, 2),
                new Expectation("P", "mean", 1, 2)));
    assertThat(paths(topology))
        .containsExactly(
            "gap-junctions.N",
            "gap-junctions.S",
            "record.spikes",
            "record.weights.P",
            "record.potentials.N.cells",
            "record.conductances.N.every",
            "record.conductances.N.cells",
            "expect.N.rate",
            "expect.N.mood",
            "expect.P");
  }

  @Test
  void shouldIgnoreTimesWhenTheStepIsNotKnown() {
    Projection odd =
        new Projection(
            "P",
            "S",
            "N",
            new ConnectionRule.AllToAll(),
            1,
            1.234,
            new Synapse.ExpConductance(5, 0),
            Optional.empty());
    Topology topology = topology(List.of(SOURCE, CELLS), List.of(odd));
    assertThat(paths(topology)).containsExactly("projections.P.delay");
    assertThat(TopologyCheck.problemsOfAnyStep(topology)).isEmpty();
  }

  @Test
  void shouldCheckARuleThatNobodyUses() {
    Plasticity rule = new Plasticity.TeacherPaired("T", 0.01, -1, 0.1, -0.1, 3, 0, 2);
    assertThat(TopologyCheck.problems("plasticity.A", rule, Optional.of(new TimeStep(0.1))))
        .extracting(Problem::path)
        .containsExactly(
            "plasticity.A.ltd-window",
            "plasticity.A.ltp-window",
            "plasticity.A.a_ltd",
            "plasticity.A.w_init");
  }
}
