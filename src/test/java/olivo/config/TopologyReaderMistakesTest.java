package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import olivo.model.Distribution;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TopologyReaderMistakesTest {
  @TestFactory
  Stream<DynamicTest> shouldLocateTheMistakeWhenOneThingIsWrong() {
    return mistakes()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.path() + " " + mistake.replacement(), () -> check(mistake)));
  }

  @TestFactory
  Stream<DynamicTest> shouldLocateTheMistakeWhenOneThingIsWrongInGeneral() {
    return Stream.of(
            GeneralMistakes.cells(),
            GeneralMistakes.projections(),
            GeneralMistakes.lists(),
            GeneralMistakes.drives(),
            GeneralMistakes.plasticity(),
            GeneralMistakes.junctions())
        .flatMap(List::stream)
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.path() + " " + mistake.replacement(),
                    () -> check(General.TEXT, mistake)));
  }

  private static void check(Mistake mistake) {
    check(Small.TEXT, mistake);
  }

  private static void check(String original, Mistake mistake) {
    String text = Small.with(original, mistake.find(), mistake.replacement());
    List<LocatedProblem> problems = Small.problems(text);
    assertThat(problems).hasSize(1);
    LocatedProblem problem = problems.get(0);
    assertThat(problem.path()).isEqualTo(mistake.path());
    assertThat(problem.message()).contains(mistake.message());
    assertThat(problem.line()).isEqualTo(Small.lineOf(text, mistake.anchor()));
    assertThat(problem.source()).isEqualTo("small.conf");
  }

  private static Stream<Mistake> mistakes() {
    return Stream.of(
            CellMistakes.topLevel(),
            CellMistakes.populations(),
            ConnectionMistakes.projections(),
            ConnectionMistakes.plasticity(),
            ConnectionMistakes.recording(),
            ConnectionMistakes.placement())
        .flatMap(List::stream);
  }

  @Test
  void shouldReportEveryMistakeOnceInTheOrderOfTheText() {
    String text =
        Small.TEXT
            .replaceFirst("to = PKJ\n", "to = GO\n")
            .replace("rate = 30 Hz, t_ref = 5 ms", "rate = 30 mV, t_ref = 5")
            .replace("dt = 0.1 ms", "dt = 0.1")
            .replace("seed = 3", "seeed = 3")
            .replace("delay = 2 ms\n", "delay = 2\n");
    assertThat(Small.problems(text))
        .extracting(problem -> problem.line() + " " + problem.path())
        .containsExactly(
            "2 dt",
            "4 seeed",
            "7 populations.PF.model.rate",
            "7 populations.PF.model.t_ref",
            "35 projections.PF-PKJ.to",
            "45 projections.CF-PKJ.delay",
            "51 projections.PKJ-IO.delay",
            "55 projections.IO-IO.delay",
            "59 projections.GO-IO.delay",
            "64 plasticity.B.teacher",
            "75 record.conductances.PKJ.projection");
  }

  @Test
  void shouldRefuseATeacherThatIsPlastic() {
    String text = Small.TEXT.replaceFirst("weight = 60 nS", "weight = 60 nS, plasticity = A");
    assertThat(Small.problems(text))
        .extracting(LocatedProblem::path)
        .containsExactly("plasticity.B.teacher", "plasticity.A.teacher");
    assertThat(Small.problems(text).get(0).message())
        .isEqualTo("must not be plastic itself, and CF-PKJ is");
  }

  @Test
  void shouldCheckEverySizeForTheGraphOfGapJunctions() {
    for (int size : new int[] {1, 2, 4, 5, 7}) {
      String text = Small.TEXT.replace("size = 6", "size = " + size);
      assertThat(Small.problems(text))
          .extracting(LocatedProblem::toString)
          .contains(
              "small.conf:68: gap-junctions.IO.graph: ring-and-matching needs an even number of at"
                  + " least 6 cells, and IO has "
                  + size);
    }
  }

  @Test
  void shouldRefuseATopologyWithoutPopulations() {
    assertThat(Small.problems("name = x, dt = 1 ms, duration = 1 s, populations {}"))
        .extracting(LocatedProblem::toString)
        .containsExactly("small.conf:1: populations: needs at least one population");
    assertThat(Small.problems(""))
        .extracting(LocatedProblem::path)
        .containsExactlyInAnyOrder("name", "dt", "duration", "populations");
  }

  @Test
  void shouldWarnOfWhatIsRounded() {
    String text =
        Small.TEXT
            .replace("= refuse", "= nearest")
            .replace("delay = 1 ms", "delay = 1.04 ms")
            .replaceFirst("t_ref = 2 ms", "t_ref = 2.14 ms")
            .replace("window = 100 ms", "window = 100.04 ms")
            .replace("[0 ms, 5 ms]", "[0 ms, 5.02 ms]");
    ReadResult result = Small.read(text);
    assertThat(result.topology().projection("PF-PKJ").delayMs())
        .isEqualTo(new Distribution.Constant(1.0));
    assertThat(result.warnings())
        .containsExactly(
            "small.conf:10: populations.GO.model.times: 5.02 ms is not a whole step; rounded",
            "small.conf:21: populations.PKJ.model.t_ref: 2.14 ms is simulated as 2.1 ms",
            "small.conf:38: projections.PF-PKJ.delay: 1.04 ms is rounded to 1.0 ms");
    assertThat(Small.read(Small.TEXT).warnings()).isEmpty();
  }

  @Test
  void shouldRoundAShortDelayUpToAStep() {
    String text =
        Small.TEXT.replace("= refuse", "= nearest").replace("delay = 1 ms", "delay = 0.01 ms");
    assertThat(Small.read(text).topology().projection("PF-PKJ").delayMs())
        .isEqualTo(new Distribution.Constant(0.1));
  }
}
