package olivo.config;

import java.util.List;

/** Mistakes at the top level and in populations. */
final class CellMistakes {
  private static final String PF = "PF { size = 100";

  private CellMistakes() {}

  static List<Mistake> topLevel() {
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

  static List<Mistake> populations() {
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
            "type = normel",
            "populations.PKJ.model.I_e.type",
            "did you mean 'normal'?"),
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
            "rate = 30 Hz",
            "rate = 9e-9 kHz",
            "populations.PF.model.rate",
            "0 Hz or at least 0.00001 Hz, a spike in 10^9 steps, got 0.000009 Hz"),
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
}
