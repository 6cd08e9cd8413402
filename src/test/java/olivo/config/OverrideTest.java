package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import olivo.model.CellModel;
import olivo.model.ConnectionRule;
import olivo.model.Plasticity;
import olivo.model.Synapse;
import olivo.model.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverrideTest {
  @Test
  void shouldReplaceSingleValues() {
    Topology topology =
        Small.read(
                Small.TEXT,
                "seed=42",
                "duration=2 min",
                "populations.PF.model.rate=10Hz",
                "record.potentials.IO.cells=[5]",
                "projections.PF-PKJ.plasticity=A")
            .topology();
    assertThat(topology.seed()).isEqualTo(42);
    assertThat(topology.durationMs()).isEqualTo(120_000);
    assertThat(topology.population("PF").model()).isEqualTo(new CellModel.BernoulliSource(10, 5));
    assertThat(topology.recording().states().get(0).cells()).containsExactly(5);
    assertThat(topology.projection("PF-PKJ").plasticity())
        .contains(new Plasticity.TeacherPaired("CF-PKJ", 50, 450, 0.0002, 0.0136, 1, 0.2, 3));
  }

  @Test
  void shouldReplaceAnObjectAsAWhole() {
    Topology topology =
        Small.read(Small.TEXT, "projections.PF-PKJ.rule={type=all-to-all}").topology();
    assertThat(topology.projection("PF-PKJ").rule()).isEqualTo(new ConnectionRule.AllToAll());
  }

  @Test
  void shouldLetTheLastOfSeveralWin() {
    assertThat(Small.read(Small.TEXT, "seed=4", "seed=5").topology().seed()).isEqualTo(5);
  }

  @Test
  void shouldRemoveAKeyThatIsSetToNull() {
    Topology topology =
        Small.read(
                Small.TEXT,
                "projections.PF-PKJ.plasticity=null",
                "record.weights.PF-PKJ=null",
                "expect.PF-PKJ=null",
                "gap-junctions.IO=null",
                "projections.GO-IO=null",
                "populations.GO=null")
            .topology();
    assertThat(topology.projection("PF-PKJ").plasticity()).isEmpty();
    assertThat(topology.gapJunctions()).isEmpty();
    assertThat(topology.populations())
        .extracting(population -> population.name())
        .containsExactly("PF", "PKJ", "IO");
  }

  @Test
  void shouldSubstituteWhatIsOverridden() {
    String text = Small.with("tau = 5 ms", "tau = ${projections.PF-PKJ.delay}");
    Topology topology = Small.read(text, "projections.PF-PKJ.delay=3 ms").topology();
    assertThat(topology.projection("PF-PKJ").synapse()).isEqualTo(new Synapse.ExpConductance(3, 0));
  }

  @Test
  void shouldReplaceWhatASubstitutionWouldBring() {
    String text =
        Small.with("populations {", "populations {\n  X = ${populations.GO} { size = 2 }\n");
    Topology topology = Small.read(text, "populations.X.size=7").topology();
    assertThat(topology.population("X").size()).isEqualTo(7);
    assertThat(topology.populations().get(0).name()).isEqualTo("X");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed | needs the form path=value",
        "=3 | is not a path",
        "a..b=3 | is not a path",
        "seed= | has no value",
        "seed=} | not valid HOCON",
        "seed=1, dt=2 | must give one value to one path",
        "dt.x=3 | got an object; needs a time",
        "sede=3 | unknown key (did you mean 'seed'?)",
        "seed=${nope} | ${nope} refers to a key that does not exist",
        "populations.PF.size=0 | must be at least 1, got 0",
        "populations.PF.size=many | got 'many'; needs a whole number",
        "a=include \"x\" | unknown key",
        "a={ include \"x\" } | nothing can be included here",
      })
  void shouldNameTheOverrideWhenItIsTheMistake(String set, String message) {
    List<LocatedProblem> problems = Small.problems(Small.TEXT, set);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).source()).isEqualTo("--set " + set);
    assertThat(problems.get(0).line()).isZero();
    assertThat(problems.get(0).toString()).startsWith("--set " + set + ": ").contains(message);
  }

  @Test
  void shouldReportEveryBadOverrideAfterABrokenFile() {
    assertThat(Small.problems("a = ]", "x", "y="))
        .extracting(LocatedProblem::source)
        .containsExactly("small.conf", "--set x", "--set y=");
  }
}
