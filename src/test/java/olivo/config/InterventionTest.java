package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import olivo.model.CellModel;
import olivo.model.Stage;
import olivo.model.Topology;
import org.junit.jupiter.api.Test;

class InterventionTest {
  private static Topology with(String interventions) {
    return Small.read(Small.TEXT + "\ninterventions = [" + interventions + "]\n").topology();
  }

  private static String problem(String interventions) {
    List<LocatedProblem> problems =
        Small.problems(Small.TEXT + "\ninterventions = [" + interventions + "]\n");
    assertThat(problems).as(problems.toString()).hasSize(1);
    assertThat(problems.get(0).line()).isEqualTo(Small.TEXT.lines().count() + 2);
    return problems.get(0).path() + ": " + problems.get(0).message();
  }

  private static CellModel.Lif olive(Topology topology) {
    return (CellModel.Lif) topology.population("IO").model();
  }

  @Test
  void shouldSetAndScaleOneAfterTheOther() {
    Topology topology =
        with(
            "{ at = 2 ms, scale { populations.IO.model.I_e = 0.5 } },"
                + " { at = 1 ms, set { populations.IO.model { I_e = 40 pA, g_L = 6 nS } } }");
    assertThat(topology.stages()).extracting(Stage::fromMs).containsExactly(1.0, 2.0);
    CellModel.Lif first = olive(topology.stages().get(0).topology());
    CellModel.Lif second = olive(topology.stages().get(1).topology());
    assertThat(first.iEPa().at(0)).isEqualTo(40);
    assertThat(first.gLNs()).isEqualTo(6);
    assertThat(second.iEPa().at(0)).isEqualTo(20);
    assertThat(second.gLNs()).isEqualTo(6);
    assertThat(olive(topology).gLNs()).isNotEqualTo(6);
  }

  @Test
  void shouldCutAndRestoreFreezeAndThaw() {
    Topology topology =
        with(
            "{ at = 1 ms, cut = [IO, PF-PKJ], freeze = PF-PKJ },"
                + " { at = 2 ms, restore = PF-PKJ }, { at = 3 ms, thaw = PF-PKJ, restore = IO }");
    List<Topology> stages = topology.stages().stream().map(Stage::topology).toList();
    assertThat(stages).extracting(t -> t.projection("PF-PKJ").weight().at(0)).startsWith(0.0);
    assertThat(stages.get(1).projection("PF-PKJ").weight())
        .isEqualTo(topology.projection("PF-PKJ").weight());
    assertThat(stages)
        .extracting(t -> t.projection("PF-PKJ").plasticity().orElseThrow().aLtd() == 0)
        .containsExactly(true, true, false);
    assertThat(stages)
        .extracting(t -> t.gapJunctions().get(0).gNs() == 0)
        .containsExactly(true, true, false);
  }

  @Test
  void shouldMakeOneStageOfWhatHappensAtOneTime() {
    Topology topology =
        with(
            "{ at = 1 ms, scale-weights { PF-PKJ = 0.5 } },"
                + " { at = 1 ms, scale-weights { PF-PKJ = 3 }, cut = IO }");
    assertThat(topology.stages()).hasSize(1);
    Map<String, Double> factors = topology.stages().get(0).weightFactors();
    assertThat(factors.get("PF-PKJ")).isCloseTo(1.5, within(1e-12));
    assertThat(topology.stages().get(0).topology().gapJunctions().get(0).gNs()).isZero();
  }

  @Test
  void shouldReadTheSameAgainFromItsResolvedText() {
    String text =
        Small.TEXT
            + "\ninterventions = [{ at = 1 ms, scale { populations.IO.model.g_L = 0.5 } }]\n";
    ReadResult read = Small.read(text);
    ReadResult again = Small.read(read.resolvedHocon());
    assertThat(again.topology()).isEqualTo(read.topology());
    assertThat(again.resolvedHocon()).isEqualTo(read.resolvedHocon());
    assertThat(Small.read(Small.TEXT).sha256()).isNotEqualTo(read.sha256());
  }

  @Test
  void shouldLocateMistakes() {
    assertThat(problem("{ cut = IO }")).contains("interventions[0].at: is missing; needs a time");
    assertThat(problem("{ at = 1.05 ms, cut = IO }")).contains("must be a whole number of steps");
    assertThat(problem("{ at = 100 min, cut = IO }")).contains("must lie within the run");
    assertThat(problem("{ at = 1 ms, cut = OI }"))
        .contains("interventions[0].cut: got 'OI'")
        .contains("needs one of");
    assertThat(problem("{ at = 1 ms, freeze = CF-PKJ }")).contains("got 'CF-PKJ'");
    assertThat(problem("{ at = 1 ms, cutt = IO }")).contains("did you mean 'cut'?");
    assertThat(problem("{ at = 1 ms }"))
        .contains("interventions[0]: does nothing; needs one of set");
    assertThat(problem("3")).contains("interventions[0]: got '3'; needs an object");
    assertThat(problem("{ at = 1 ms, scale-weights { PF-PKJ = -1 } }")).contains("0 or more");
    assertThat(problem("{ at = 1 ms, scale { populations.IO.model.I_x = 2 } }"))
        .contains("interventions[0].scale.populations.IO.model.I_x: is not there to be scaled");
    assertThat(problem("{ at = 1 ms, scale { populations.IO.model.g_L = big } }"))
        .contains("got 'big'; needs a plain number");
    assertThat(problem("{ at = 1 ms, scale { projections.PF-PKJ.from = 2 } }"))
        .contains("scales 'PF', which is not a quantity");
  }

  @Test
  void shouldReportMistakesBesideThoseOfTheNetwork() {
    List<LocatedProblem> problems =
        Small.problems(
            Small.TEXT
                + "\ninterventions = [3, { at = 1 ms, cut = OI }, { at = 2 ms, freeze = PF-PKJ }"
                + ", { at = 3 ms, set { populations.IO.model.I_e = 3 mV } }]\n",
            "populations.PKJ.size=0",
            "projections.PF-PKJ.delay=1 mV",
            "dt=0 ms");
    assertThat(problems)
        .extracting(LocatedProblem::path)
        .contains("populations.PKJ.size", "projections.PF-PKJ.delay", "dt")
        .contains("interventions[0]", "interventions[1].cut")
        .noneMatch(path -> path.startsWith("interventions[2]"))
        .noneMatch(path -> path.startsWith("interventions[3]"));
  }

  @Test
  void shouldBlameTheInterventionWhenWhatItLeadsToIsWrongElsewhere() {
    assertThat(problem("{ at = 1 ms, scale { populations.IO.model.V_th = 2 } }"))
        .contains("interventions[0]: populations.IO.model.V_reset: must lie below V_th");
    assertThat(problem("{ at = 1 ms, set { populations.IO.model.V_th = -80 mV } }"))
        .contains("interventions[0]: populations.IO.model.V_reset: must lie below V_th of -80 mV");
  }

  @Test
  void shouldLocateWhatCannotChangeInTheMiddleOfARun() {
    assertThat(problem("{ at = 1 ms, set { populations.IO.size = 8 } }"))
        .contains("populations.IO.size: cannot change in the middle of a run");
    assertThat(problem("{ at = 1 ms, set { projections.PF-PKJ.delay = 2 ms } }"))
        .contains("projections.PF-PKJ.delay: cannot change in the middle of a run");
    assertThat(problem("{ at = 1 ms, set { seed = 2 } }")).contains("seed: cannot change");
    assertThat(problem("{ at = 1 ms, set { populations.IO.model.I_e = 3 mV } }"))
        .contains("populations.IO.model.I_e: got '3 mV'");
    assertThat(problem("{ at = 1 ms, set { populations.IO.model.I_x = 3 pA } }"))
        .contains("populations.IO.model.I_x: unknown key");
  }
}
