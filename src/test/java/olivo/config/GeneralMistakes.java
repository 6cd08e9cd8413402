package olivo.config;

import java.util.List;

/** Mistakes in {@link General}. */
final class GeneralMistakes {
  private GeneralMistakes() {}

  static List<Mistake> cells() {
    String e = "populations.E.model.";
    return List.of(
        Mistake.of("rate = 8 Hz } }", "rate = -8 Hz } }", "populations.IN.model.rate", "0 or more"),
        new Mistake(
            "            C_m = 250 pF\n".substring(6),
            "",
            "model {\n      type = lif\n      tau_m",
            e + "C_m",
            "needs two of C_m, tau_m and g_L, or R_m in place of g_L; got 1 of them"),
        Mistake.of(
            "tau_m = 10 ms",
            "tau_m = 10 ms, g_L = 25 nS",
            e + "tau_m",
            "needs two of C_m, tau_m and g_L, or R_m in place of g_L; got 3 of the three"),
        Mistake.of("tau_m = 10 ms", "tau_m = 0 ms", e + "tau_m", "above 0, got '0 ms'"),
        Mistake.of(
            "R_m = 80 MOhm",
            "R_m = 80 mV",
            "populations.I.model.R_m",
            "needs a resistance in kOhm"),
        Mistake.of(
            "R_m = 80 MOhm",
            "R_m = 80 MOhm, g_L = 10 nS",
            "populations.I.model.R_m",
            "says what g_L says already"),
        Mistake.of("sd = 1 mV", "sd = -1 mV", e + "V_th.sd", "0 or more, got -1 mV"),
        Mistake.of("sd = 1 mV", "sd = 1 pA", e + "V_th.sd", "needs a voltage"),
        Mistake.of("low = -53 mV", "low = -43 mV", e + "V_th.low", "must not exceed high"),
        Mistake.of(
            "low = -53 mV, high = -47 mV",
            "low = -33 mV, high = -27 mV",
            e + "V_th",
            "has no value within its bounds"),
        Mistake.of("outside = clip", "outside = clop", e + "V_th.outside", "did you mean 'clip'?"),
        Mistake.of(
            "V_reset = -65 mV\n",
            "V_reset = -52 mV\n",
            e + "V_reset",
            "must lie below V_th of -53 mV, got -52 mV"),
        Mistake.of(
            "integration = exact",
            "integration = exakt",
            e + "integration",
            "did you mean 'exact'?"),
        Mistake.of(
            "C_m = 200 pF",
            "integration = exact, C_m = 200 pF",
            "populations.G.model.integration",
            "exact is not possible with conductances; use forward-euler"));
  }

  static List<Mistake> projections() {
    String total = "projections.E-E.";
    return List.of(
        Mistake.of(
            "outdegree = 10", "outdegree = 0", "projections.IN-E.rule.outdegree", "at least 1"),
        Mistake.of(
            "outdegree = 10, multapses = true",
            "outdegree = 81",
            "projections.IN-E.rule.outdegree",
            "must not exceed the number of targets, 80, got 81"),
        Mistake.of("number = 500", "number = -1", total + "rule.number", "0 or more"),
        Mistake.of(
            "number = 500, multapses = true",
            "number = 6321",
            total + "rule.number",
            "must not exceed the number of pairs, 6320, got 6321"),
        Mistake.of(
            "probability = 0.1",
            "probability = 1.1",
            "projections.I-E.rule.probability",
            "between 0 and 1, got 1.1"),
        Mistake.of(
            "sd = 8.78 pA, low = 0 pA",
            "sd = 87.8 pA, low = -1 nA",
            total + "weight",
            "must have one sign, got values from"),
        Mistake.of(
            "mean = 87.8 pA, sd = 8.78 pA",
            "mean = 87.8 mV, sd = 8.78 pA",
            total + "weight.mean",
            "needs a current"),
        Mistake.of("mean = -300 pA", "mean = 0 pA", "projections.I-E.weight.mean", "must not be 0"),
        Mistake.of(
            "sd = 0.75 ms, low = 0.1 ms",
            "sd = 0.75 ms",
            total + "delay",
            "must be above 0, got values down to"),
        Mistake.of(
            "weight = -0.5 mV", "weight = -0.5 pA", "projections.E-I.weight", "needs a voltage"),
        Mistake.of("weight = 6 nS", "weight = -6 nS", "projections.E-G.weight", "0 or more"),
        Mistake.of("synapse = delta", "synapse = delt", "projections.E-I.synapse.type", "'delta'?"),
        Mistake.of(
            "type = alpha-current",
            "type = alpha-curent",
            "projections.E-E.synapse.type",
            "did you mean 'alpha-current'?"));
  }

  static List<Mistake> lists() {
    String rule = "projections.E-G-2.rule.";
    String list = "connections = [[0, 1], [79, 29], [0, 1]]";
    return List.of(
        Mistake.of(
            list,
            "connections = [[0, 1], [80, 29]]",
            rule + "connections[1]",
            "got 80; a source must be a cell, from 0 to 79"),
        Mistake.of(
            list, "connections = [[0, 30]]", rule + "connections[0]", "a target must be a cell"),
        Mistake.of(list, "connections = [[0]]", rule + "connections[0]", "needs a pair"),
        Mistake.of(list, "connections = 3", rule + "connections", "needs a list of pairs"),
        Mistake.of(
            list,
            "connections = [], csv = \"\"",
            rule + "connections",
            "needs one of connections, file, csv and sonata, got 2"),
        Mistake.of(list, "file = x.csv", rule + "file", "no files can be named here"),
        Mistake.of(list, "csv = \"\"", rule + "csv", "line 1: has no header"),
        Mistake.of(
            list,
            "csv = \"source,targt\"",
            rule + "csv",
            "line 1: got the column 'targt' (did you mean 'target'?)"),
        Mistake.of(list, "csv = \"source,target\\n1,2,3\"", rule + "csv", "line 2: got 3 values"),
        Mistake.of(
            list,
            "csv = \"source,target\\n1,200\"",
            rule + "csv",
            "line 2: got 200; a target must be a cell"));
  }

  static List<Mistake> drives() {
    return List.of(
        Mistake.of("to = E, rate = 8 Hz", "to = IN, rate = 8 Hz", "drives.BG.to", "is a source"),
        Mistake.of("to = E, rate = 8 Hz", "to = F, rate = 8 Hz", "drives.BG.to", "got 'F'"),
        Mistake.of("trains = 1600", "trains = 0", "drives.BG.trains", "at least 1, got 0"),
        Mistake.of("trains = 1600", "trains = 1600000000", "drives.BG.rate", "are possible"),
        Mistake.of(
            "type = poisson,", "type = poison,", "drives.BG.type", "did you mean 'poisson'?"),
        Mistake.of("STIM {", "E-E {", "drives.E-E", "is the name of another population")
            .at("E-E { type"),
        Mistake.of("first-cell = 2", "first-cell = 30", "drives.STIM.first-cell", "0 to 29"),
        Mistake.of("last-cell = 9", "last-cell = 1", "drives.STIM.last-cell", "before first-cell"),
        Mistake.of(
            "currents = [50 pA, 0 pA]",
            "currents = [50 pA]",
            "drives.STIM.currents",
            "must be as many as there are times, 2, got 1"),
        Mistake.of(
            "times = [100 ms, 200 ms]",
            "times = [200 ms, 100 ms]",
            "drives.STIM.times",
            "must be ascending"));
  }

  static List<Mistake> plasticity() {
    String t = "plasticity.T.";
    return List.of(
        Mistake.of("tau_plus = 16.8 ms, ", "", t + "tau_plus", "is missing; needs a time")
            .at("T { type"),
        Mistake.of(
            "tau_plus = 16.8 ms", "tau_plus = 0 ms", t + "tau_plus", "must be above 0, got 0 ms"),
        Mistake.of("tau_minus = 33.7 ms", "tau_minus = 33.7", t + "tau_minus", "has no unit"),
        Mistake.of("tau_minus = 33.7 ms", "tau_minus = 1e9 s", t + "tau_minus", "too many steps"),
        Mistake.of(
            "dependence = additive",
            "dependence = aditive",
            t + "dependence",
            "did you mean 'additive'?"),
        Mistake.of("dependence = additive, ", "", t + "dependence", "needs a dependence")
            .at("T { type"),
        Mistake.of("a_plus = 0.01", "a_plus = -0.01", t + "a_plus", "must be 0 or more, got -0.01"),
        Mistake.of("a_minus = 0.012", "a_minus = -1", t + "a_minus", "must be 0 or more, got -1"),
        Mistake.of("a_minus = 0.012", "a_minus = 1 ms", t + "a_minus", "needs a plain number"),
        Mistake.of("w_init = 1", "w_init = 3", t + "w_init", "between w_min and w_max, 0 to 2"),
        Mistake.of("w_min = 0", "w_min = -1", t + "w_min", "0 or more"),
        Mistake.of("a_plus = 0.01", "teacher = E-G, a_plus = 0.01", t + "teacher", "unknown key"),
        Mistake.of("type = stdp", "type = stpd", t + "type", "did you mean 'stdp'?"));
  }

  static List<Mistake> junctions() {
    String g = "gap-junctions.H.graph";
    String i = "gap-junctions.I.graph";
    return List.of(
        Mistake.of("type = random-regular", "type = regular", i + ".type", "needs a graph: ring"),
        Mistake.of("type = random-regular, degree = 3", "", i + ".type", "is missing")
            .at("I { g = 1 nS"),
        Mistake.of(", degree = 3", "", i + ".degree", "is missing").at("I { g = 1 nS"),
        Mistake.of("degree = 3", "degree = 0", i + ".degree", "must be at least 1, got 0"),
        Mistake.of(
            "degree = 3",
            "degree = 30",
            i + ".degree",
            "must be below the number of cells, 30, got 30"),
        Mistake.of("degree = 3", "degree = 3, pairs = []", i + ".pairs", "unknown key"),
        Mistake.of("pairs = [[0, 1]", "pairs = [[0, 0]", g + ".pairs[0]", "coupled with itself"),
        Mistake.of(
            "[29, 5]]", "[29, 5], [1, 2]]", g + ".pairs[3]", "got 1 and 2, which are coupled"),
        Mistake.of("[29, 5]]", "[30, 5]]", g + ".pairs[2]", "must be a cell, from 0 to 29"),
        Mistake.of("[29, 5]]", "[29, -1]]", g + ".pairs[2]", "must be a cell, from 0 to 29"),
        Mistake.of("[29, 5]]", "[29]]", g + ".pairs[2]", "needs a pair [cell, partner]"),
        Mistake.of("[29, 5]]", "[29, x]]", g + ".pairs[2]", "needs a whole number"),
        Mistake.of("pairs = [[0, 1], [2, 1], [29, 5]]", "pairs = 3", g + ".pairs", "needs a list"),
        Mistake.of(
                ", pairs = [[0, 1], [2, 1], [29, 5]]", "", g + ".pairs", "needs one of pairs, file")
            .at("H { g = 1 nS"),
        Mistake.of(
            "pairs = [[0, 1], [2, 1], [29, 5]]",
            "csv = \"cell,partner\\n0,1\\n4,4\"",
            g + ".csv",
            "line 3: got 4 twice"),
        Mistake.of(
            "pairs = [[0, 1], [2, 1], [29, 5]]",
            "csv = \"cell,partner,weight\\n0,1,2\"",
            g + ".csv",
            "line 1: got the column 'weight'; needs cell,partner"),
        Mistake.of(
            "graph { type = list",
            "graph { type = list, degree = 3",
            g + ".degree",
            "unknown key"));
  }
}
