package olivo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TopologyReaderMistakesTest {
  /**
   * One mistake.
   *
   * @param find text of the small topology
   * @param replacement what stands there instead
   * @param anchor text whose line the problem must name
   * @param path path that the problem must name
   * @param message what the problem must say, among other things
   */
  private record Mistake(
      String find, String replacement, String anchor, String path, String message) {
    Mistake at(String elsewhere) {
      return new Mistake(find, replacement, elsewhere, path, message);
    }

    static Mistake of(String find, String replacement, String path, String message) {
      return new Mistake(find, replacement, replacement, path, message);
    }
  }

  private static final String PF = "PF { size = 100";
  private static final String GATED = "B { type = teacher-gated";

  @TestFactory
  Stream<DynamicTest> shouldLocateTheMistakeWhenOneThingIsWrong() {
    return mistakes()
        .map(
            mistake ->
                DynamicTest.dynamicTest(
                    mistake.path() + " " + mistake.replacement(), () -> check(mistake)));
  }

  private static void check(Mistake mistake) {
    String text = Small.with(mistake.find(), mistake.replacement());
    List<LocatedProblem> problems = Small.problems(text);
    assertThat(problems).hasSize(1);
    LocatedProblem problem = problems.get(0);
    assertThat(problem.path()).isEqualTo(mistake.path());
    assertThat(problem.message()).contains(mistake.message());
    assertThat(problem.line()).isEqualTo(Small.lineOf(text, mistake.anchor()));
    assertThat(problem.source()).isEqualTo("small.conf");
  }

  private static Stream<Mistake> mistakes() {
    return Stream.of(topLevel(), populations(), projections(), plasticity(), recording())
        .flatMap(List::stream);
  }

  private static List<Mistake> topLevel() {
    return List.of(
        new Mistake("name = small\n", "", "dt", "name", "is missing; needs a name"),
        Mistake.of("name = small", "name = 3d", "name", "'3d' is not a name"),
        new Mistake("dt = 0.1 ms\n", "", "name", "dt", "is missing; needs a time"),
        Mistake.of("dt = 0.1 ms", "dt = 0.1", "dt", "which has no unit; needs a time in ns, us"),
        Mistake.of("dt = 0.1 ms", "dt = 0 ms", "dt", "must be above 0, got '0 ms'"),
        Mistake.of("dt = 0.1 ms", "dt = -1 ms", "dt", "must be above 0"),
        Mistake.of("dt = 0.1 ms", "dt = [1 ms]", "dt", "got a list; needs a time"),
        Mistake.of("dt = 0.1 ms", "dt = true", "dt", "got 'true'; needs a time"),
        new Mistake("duration = 1 s\n", "", "name", "duration", "is missing"),
        Mistake.of("duration = 1 s", "duration = 0.04 ms", "duration", "at least a step"),
        Mistake.of("duration = 1 s", "duration = -1 s", "duration", "above 0, got -1000 ms"),
        Mistake.of("duration = 1 s", "duration = 1e20 s", "duration", "too many steps"),
        Mistake.of("seed = 3", "seed = 1.5", "seed", "got '1.5'; needs a whole number"),
        Mistake.of("seed = 3", "seed = 1e30", "seed", "needs a whole number from -9223372036"),
        Mistake.of("seed = 3", "sede = 3", "sede", "unknown key (did you mean 'seed'?); accepted"),
        Mistake.of("= refuse", "= neerest", "delay-rounding", "(did you mean 'nearest'?)"),
        Mistake.of(
            "seed = 3",
            "seed = 3, gap-junctions { XY { g = 1 nS, graph = ring-and-matching } }",
            "gap-junctions.XY",
            "'XY' is not a population; accepted: PF, GO, PKJ, IO"));
  }

  private static List<Mistake> populations() {
    return List.of(
        Mistake.of(PF, "PF { size = 0", "populations.PF.size", "must be at least 1, got 0"),
        Mistake.of(PF, "PF { size = -5", "populations.PF.size", "must be at least 1, got -5"),
        Mistake.of(PF, "PF { size = 1.5", "populations.PF.size", "needs a whole number"),
        Mistake.of(PF, "PF { size = many", "populations.PF.size", "got 'many'; needs a whole"),
        Mistake.of(PF, "PF { size = 3e9", "populations.PF.size", "from -2147483648 to 2147483647"),
        Mistake.of(PF, "PF { syze = 1, size = 100", "populations.PF.syze", "did you mean 'size'?"),
        new Mistake(
            PF, "PF { z = 1, size = 100", "PF {", "populations.PF.z", "accepted: size, model"),
        new Mistake("  size = 1\n", "", "GO {", "populations.GO.size", "is missing; needs a whole"),
        Mistake.of(
            "populations {", "populations { X = 3,", "populations.X", "got '3'; needs an object"),
        Mistake.of(
            "populations {",
            "populations { \"1X\" { size = 1, model { type = spike-list, times = [] } },",
            "populations.1X",
            "'1X' is not a name"),
        Mistake.of(
                "populations {",
                "populations { X { size = 2147483647, model { type = spike-list, times = [] } },",
                "populations",
                "at most 2147483647 are possible")
            .at("populations {"),
        Mistake.of(
            "type = lif\n", "type = lief\n", "populations.PKJ.model.type", "did you mean 'lif'?"),
        Mistake.of(
                "type = lif\n", "", "populations.PKJ.model.type", "is missing; needs a cell model")
            .at("    model {\n"),
        Mistake.of(
            "C_m = 250 pF",
            "C_m = 250 mV",
            "populations.PKJ.model.C_m",
            "a voltage; needs a capacitance"),
        Mistake.of("C_m = 250 pF", "C_m = 0 pF", "populations.PKJ.model.C_m", "above 0, got 0 pF"),
        Mistake.of(
                "C_m = 250 pF",
                "C_m = 0.001 pF",
                "populations.PKJ.model.g_L",
                "dt g_L / C_m must be below 1")
            .at("g_L = 14 nS"),
        Mistake.of(
            "g_L = 14 nS", "g_L = -14 nS", "populations.PKJ.model.g_L", "above 0, got -14 nS"),
        Mistake.of(
            "g_L = 14 nS", "g_L = 2500 nS", "populations.PKJ.model.g_L", "must be below 1, got 1"),
        Mistake.of("E_L = -68 mV", "E_L = 1e400 mV", "populations.PKJ.model.E_L", "out of range"),
        Mistake.of(
            "E_L = -68 mV", "E_L = NaN", "populations.PKJ.model.E_L", "got 'NaN'; needs a voltage"),
        Mistake.of(
            "V_reset = -72 mV",
            "V_reset = -52 mV",
            "populations.PKJ.model.V_reset",
            "must lie below V_th of -52 mV, got -52 mV"),
        Mistake.of(
            "t_ref = 2 ms", "t_ref = -2 ms", "populations.PKJ.model.t_ref", "must be 0 or more"),
        Mistake.of(
            "t_ref = 2 ms", "t_ref = 1e9 s", "populations.PKJ.model.t_ref", "too many steps"),
        Mistake.of(
            "low = 240 pA",
            "low = 270 pA",
            "populations.PKJ.model.I_e.low",
            "must not exceed high"),
        Mistake.of(
            "type = uniform",
            "type = normal",
            "populations.PKJ.model.I_e.type",
            "needs a distribution"),
        Mistake.of(
            "low = 240 pA",
            "low = 240 pA, mid = 1",
            "populations.PKJ.model.I_e.mid",
            "unknown key"),
        Mistake.of(
            "V_init = -60 mV", "V_init = [-60 mV]", "populations.PKJ.model.V_init", "got a list"),
        Mistake.of(
            "noise = 8 pA sqrt(s)",
            "noise = 8 pA",
            "populations.PKJ.model.noise",
            "a current; needs a current noise"),
        Mistake.of(
            "noise = 8 pA sqrt(s)",
            "noise = -8 pA sqrt(s)",
            "populations.PKJ.model.noise",
            "0 or more"),
        Mistake.of(
            "rate = 30 Hz",
            "rate = 11 kHz",
            "populations.PF.model.rate",
            "more than one spike in a step of 0.1 ms"),
        Mistake.of(
            "rate = 30 Hz", "rate = -1 Hz", "populations.PF.model.rate", "0 or more, got -1 Hz"),
        Mistake.of(
            "rate = 30 Hz",
            "rate = 30",
            "populations.PF.model.rate",
            "no unit; needs a rate in Hz or kHz"),
        Mistake.of(
            "times = [0 ms, 5 ms]",
            "times = [5 ms, 0 ms]",
            "populations.GO.model.times",
            "ascending, got 0 ms after 5 ms"),
        Mistake.of(
            "times = [0 ms, 5 ms]",
            "times = [0 ms, 5]",
            "populations.GO.model.times[1]",
            "has no unit"),
        Mistake.of(
            "times = [0 ms, 5 ms]", "times = [-1 ms]", "populations.GO.model.times", "0 or more"),
        Mistake.of(
            "times = [0 ms, 5 ms]",
            "times = [0 ms, 0.01 ms]",
            "populations.GO.model.times",
            "lie in one step"),
        Mistake.of(
            "times = [0 ms, 5 ms]", "times = 5 ms", "populations.GO.model.times", "needs a list"));
  }

  private static List<Mistake> projections() {
    String p = "projections.PF-PKJ.";
    return List.of(
        Mistake.of(
            "from = PF\n",
            "from = PFF\n",
            p + "from",
            "got 'PFF' (did you mean 'PF'?); needs a population"),
        Mistake.of("from = PF\n", "", p + "from", "is missing; needs a population").at("PF-PKJ {"),
        Mistake.of(
            "indegree = 64",
            "indegree = 101",
            p + "rule.indegree",
            "without multapses must not exceed the number of sources, 100, got 101"),
        Mistake.of("indegree = 64", "indegree = 0", p + "rule.indegree", "at least 1, got 0"),
        Mistake.of("indegree = 64, ", "", p + "rule.indegree", "is missing").at("rule {"),
        Mistake.of(
            "multapses = false", "multapses = maybe", p + "rule.multapses", "needs true or false"),
        Mistake.of(
            "multapses = false",
            "multapses = true, outdegree = 3",
            p + "rule.outdegree",
            "unknown key"),
        Mistake.of(
                "indegree = 64, multapses = false",
                "indegree = 2147483647, multapses = true",
                "projections",
                "synapses; at most 2147483647")
            .at("projections {"),
        Mistake.of(
            "type = fixed-indegree",
            "type = fixed-outdegree",
            p + "rule.type",
            "needs a connection rule"),
        Mistake.of(
            "weight = 32 pS",
            "weight = 32 mV",
            p + "weight",
            "a voltage; needs a conductance in pS, nS or uS"),
        Mistake.of("weight = 32 pS", "weight = -32 pS", p + "weight", "0 or more, got -0.032 nS"),
        Mistake.of(
            "delay = 1 ms",
            "delay = 1.05 ms",
            p + "delay",
            "must be a whole number of steps of 0.1 ms, got 1.05 ms; or set delay-rounding = nearest"),
        Mistake.of("delay = 1 ms", "delay = 0 ms", p + "delay", "above 0"),
        Mistake.of("delay = 1 ms", "delay = 1e9 s", p + "delay", "too many steps"),
        Mistake.of("tau = 5 ms", "tau = 0 ms", p + "synapse.tau", "above 0, got 0 ms"),
        Mistake.of(
            "tau = 5 ms", "tua = 5 ms, tau = 5 ms", p + "synapse.tua", "did you mean 'tau'?"),
        Mistake.of("E_rev = 0 mV", "E_rev = 0", p + "synapse.E_rev", "has no unit"),
        Mistake.of(
            "type = exp-conductance",
            "type = alpha",
            p + "synapse.type",
            "needs a synapse: exp-conductance"),
        Mistake.of(
            "plasticity = B", "plasticity = C", p + "plasticity", "needs a plasticity rule: B, A"),
        Mistake.of(
            "plasticity = B",
            "plasticity = { type = teacher-gated }",
            p + "plasticity",
            "got an object"),
        Mistake.of(
            "zone-size = 2",
            "zone-size = 5",
            "projections.CF-PKJ.rule.zone-size",
            "must divide the number of targets, 12, got 5"),
        Mistake.of(
            "zone-size = 2", "zone-size = 0", "projections.CF-PKJ.rule.zone-size", "at least 1"),
        Mistake.of(
            "offsets = [0]",
            "offsets = [0, 0]",
            "projections.CF-PKJ.rule.offsets",
            "distinct, got 0 twice"),
        Mistake.of(
            "offsets = [0]",
            "offsets = [6]",
            "projections.CF-PKJ.rule.offsets",
            "below the number of sources, 6, got 6"),
        Mistake.of(
            "offsets = [0]", "offsets = [-1]", "projections.CF-PKJ.rule.offsets", "0 or more"),
        Mistake.of(
            "offsets = [0]",
            "offsets = []",
            "projections.CF-PKJ.rule.offsets",
            "at least one offset"),
        Mistake.of(
            "zonal-divergent, zone-size = 2",
            "zonal-divergent, zone-size = 5",
            "projections.PKJ-IO.rule.zone-size",
            "must divide the number of sources, 12, got 5"),
        Mistake.of(
                "from = IO, to = IO",
                "from = PKJ, to = IO",
                "projections.IO-IO.rule",
                "one-to-one needs populations of the same size, got 12 and 6")
            .at("from = PKJ, to = IO, rule"),
        Mistake.of(
            "rule = all-to-all",
            "rule = all-to-al",
            "projections.GO-IO.rule.type",
            "did you mean 'all-to-all'?"),
        Mistake.of(
            "rule = all-to-all",
            "rule = fixed-indegree",
            "projections.GO-IO.rule.indegree",
            "is missing"),
        Mistake.of(
                "GO-IO {",
                "GO {",
                "projections.GO",
                "is the name of another population or projection")
            .at("GO {\n    from"));
  }

  private static List<Mistake> plasticity() {
    String b = "plasticity.B.";
    return List.of(
        Mistake.of("teacher = CF-PKJ", "teacher = CF-PJK", b + "teacher", "did you mean 'CF-PKJ'?"),
        Mistake.of(
            "teacher = CF-PKJ", "teacher = PF-PKJ", b + "teacher", "PF-PKJ cannot teach itself"),
        Mistake.of(
            "teacher = CF-PKJ",
            "teacher = PKJ-IO",
            b + "teacher",
            "PKJ-IO ends at IO; a teacher of PF-PKJ must end at PKJ"),
        Mistake.of(
            "window = 100 ms",
            "window = 0.04 ms",
            b + "window",
            "at least a step of 0.1 ms, got 0.04 ms"),
        Mistake.of(
            "ltd-window = 50 ms",
            "ltd-window = 0 ms",
            "plasticity.A.ltd-window",
            "at least a step"),
        Mistake.of(
            "ltp-window = 450 ms", "ltp-window = 450", "plasticity.A.ltp-window", "has no unit"),
        Mistake.of("a_ltp = 0.0006", "a_ltp = -0.0006", b + "a_ltp", "0 or more"),
        Mistake.of("a_ltd = 0.0054", "a_ltd = 0.0054 mV", b + "a_ltd", "needs a plain number"),
        Mistake.of(
            "w_init = 1", "w_init = 4", b + "w_init", "between w_min and w_max, 0.2 to 3, got 4"),
        Mistake.of(
            "w_min = 0.2", "w_min = 3.5", b + "w_min", "must not exceed w_max of 3, got 3.5"),
        Mistake.of("w_min = 0.2", "w_min = -1", b + "w_min", "0 or more"),
        Mistake.of("w_max = 3 }\n  A", "w_max = 1e999 }\n  A", b + "w_max", "out of range")
            .at(GATED),
        Mistake.of("teacher-gated", "teacher-gatd", b + "type", "did you mean 'teacher-gated'?"),
        Mistake.of(GATED, GATED + ", w = 1", b + "w", "unknown key"));
  }

  private static List<Mistake> recording() {
    return List.of(
        Mistake.of("IO { g = 1 nS", "IO { g = 0 nS", "gap-junctions.IO.g", "above 0"),
        Mistake.of(
            "graph = ring-and-matching",
            "graph = ring",
            "gap-junctions.IO.graph",
            "needs a graph: ring-and-matching"),
        Mistake.of(
            "IO { g = 1 nS", "PF { g = 1 nS", "gap-junctions.PF", "needs a population of neurons"),
        Mistake.of(
            "IO { g = 1 nS", "GP { g = 1 nS", "gap-junctions.GP", "'GP' is not a population"),
        Mistake.of(
            "spikes = [IO, PKJ]", "spikes = [IO, PJK]", "record.spikes[1]", "did you mean 'PKJ'?"),
        Mistake.of(
            "spikes = [IO, PKJ]", "spikes = [IO, IO]", "record.spikes", "distinct, got IO twice"),
        Mistake.of(
            "spikes = [IO, PKJ]",
            "spikes = al",
            "record.spikes",
            "needs 'all' or a list of populations"),
        Mistake.of(
            "bin = 10 ms", "bin = 10.05 ms", "record.bin", "must be a whole number of steps"),
        Mistake.of(
            "every = 500 ms",
            "every = 0.04 ms",
            "record.weights.PF-PKJ.every",
            "whole number of steps"),
        Mistake.of("every = 500 ms", "every = 0 ms", "record.weights.PF-PKJ.every", "above 0"),
        Mistake.of(
            "weights { PF-PKJ",
            "weights { CF-PKJ",
            "record.weights.CF-PKJ",
            "needs a plastic projection"),
        Mistake.of(
            "weights { PF-PKJ",
            "weights { PF-PKK",
            "record.weights.PF-PKK",
            "'PF-PKK' is not a projection (did you mean 'PF-PKJ'?)"),
        Mistake.of(
            "cells = [0, 1]", "cells = [0, 6]", "record.potentials.IO.cells", "0 to 5, got 6"),
        Mistake.of(
            "cells = [0, 1]",
            "cells = [1, 0]",
            "record.potentials.IO.cells",
            "ascending and distinct, got 0 after 1"),
        Mistake.of(
            "cells = [0, 1]",
            "cells = [1, 1]",
            "record.potentials.IO.cells",
            "ascending and distinct"),
        Mistake.of(
            "cells = [0, 1]", "cells = []", "record.potentials.IO.cells", "at least one cell"),
        Mistake.of(
            "cells = [0, 1]", "cells = [0, x]", "record.potentials.IO.cells[1]", "whole number"),
        Mistake.of(
            "potentials { IO",
            "potentials { PF",
            "record.potentials.PF",
            "needs a population of neurons"),
        Mistake.of(
            "every = 1 ms",
            "every = 1.01 ms",
            "record.potentials.IO.every",
            "whole number of steps"),
        Mistake.of(
            "projection = PF-PKJ",
            "projection = PKJ-IO",
            "record.conductances.PKJ.projection",
            "must end at PKJ, and PKJ-IO ends at IO"),
        Mistake.of("projection = PF-PKJ, ", "", "record.conductances.PKJ.projection", "is missing")
            .at("conductances"),
        Mistake.of(
            "rate = [0.9 Hz, 1.1 Hz]",
            "rate = [1.1 Hz, 0.9 Hz]",
            "expect.IO.rate",
            "must be [low, high]"),
        Mistake.of(
            "rate = [0.9 Hz, 1.1 Hz]",
            "rate = [1.1 Hz]",
            "expect.IO.rate",
            "got a list of 1 values"),
        Mistake.of("rate = [0.9 Hz, 1.1 Hz]", "mean = [0, 1]", "expect.IO.mean", "unknown key"),
        Mistake.of(
            "mean = [0.9, 1.1]", "mean = [0.9 Hz, 1.1]", "expect.PF-PKJ.mean[0]", "plain number"),
        Mistake.of(
            "  PF-PKJ { mean",
            "  PF-PKK { mean",
            "expect.PF-PKK",
            "is not a population or projection (did you mean 'PF-PKJ'?)"),
        Mistake.of(
            "  PF-PKJ { mean", "  CF-PKJ { mean", "expect.CF-PKJ", "needs a plastic projection"));
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
    assertThat(result.topology().projection("PF-PKJ").delayMs()).isEqualTo(1.0);
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
    assertThat(Small.read(text).topology().projection("PF-PKJ").delayMs()).isEqualTo(0.1);
  }
}
