package olivo.config;

import java.util.List;

/** Mistakes in projections, plasticity and what is recorded. */
final class ConnectionMistakes {
  private static final String GATED = "B { type = teacher-gated";

  private ConnectionMistakes() {}

  static List<Mistake> projections() {
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
            "type = fixed-outdegre",
            p + "rule.type",
            "did you mean 'fixed-outdegree'?"),
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

  static List<Mistake> plasticity() {
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

  static List<Mistake> recording() {
    return List.of(
        Mistake.of("IO { g = 1 nS", "IO { g = 0 nS", "gap-junctions.IO.g", "above 0"),
        Mistake.of(
            "IO { g = 1 nS",
            "IO { g = 9999 nS",
            "gap-junctions.IO.g",
            "makes the membrane unstable: dt (g_L + 3 g) / C_m must be below 1, got "),
        Mistake.of(
            "graph = ring-and-matching",
            "graph = ring",
            "gap-junctions.IO.graph.type",
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
            "needs 'all', a list of populations or an object"),
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

  static List<Mistake> placement() {
    return List.of(
        Mistake.of(
            "default = [\"opencl:0.0\", jvm]",
            "default = [\"opencl:0\", jvm]",
            "placement.default[0]",
            "got 'opencl:0'; needs a device: auto, jvm, opencl"),
        Mistake.of(
            "default = [\"opencl:0.0\", jvm]",
            "default = [auto, jvm]",
            "placement.default",
            "names auto beside other devices"),
        Mistake.of(
            "default = [\"opencl:0.0\", jvm]",
            "default = []",
            "placement.default",
            "is empty; needs a device"),
        Mistake.of(
            "default = [\"opencl:0.0\", jvm]", "default = 3 mV", "placement.default", "3 mV"),
        Mistake.of("PKJ { slices = 2", "PJK { slices = 2", "placement.PJK", "did you mean 'PKJ'?"),
        Mistake.of("{ slices = 2", "{ slices = 0", "placement.PKJ.slices", "at least 1, got 0"),
        Mistake.of(
            "{ slices = 2", "{ slices = 1000", "placement.PKJ.slices", "cells into 1000 slices"),
        Mistake.of(
                "{ slices = 2",
                "{ slices = 1",
                "placement.PKJ.devices",
                "names 2 devices for 1 slices")
            .at("{ slices = 1"),
        Mistake.of(
            "IO { devices = jvm }",
            "PF { slices = 2 }",
            "placement.PF.slices",
            "cuts a population of sources"),
        Mistake.of(
            "IO { devices = jvm }",
            "IO { device = jvm }",
            "placement.IO.device",
            "did you mean 'devices'?"));
  }
}
