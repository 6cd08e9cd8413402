package olivo.config;

import java.util.List;

/** A small topology that uses every kind of part, as a starting point for mistakes. */
final class Small {
  static final String TEXT =
      """
      name = small
      dt = 0.1 ms
      duration = 1 s
      seed = 3
      delay-rounding = refuse
      populations {
        PF { size = 100, model { type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms } }
        GO {
          size = 1
          model { type = spike-list, times = [0 ms, 5 ms] }
        }
        PKJ {
          size = 12
          model {
            type = lif
            C_m = 250 pF
            g_L = 14 nS
            E_L = -68 mV
            V_th = -52 mV
            V_reset = -72 mV
            t_ref = 2 ms
            I_e { type = uniform, low = 240 pA, high = 260 pA }
            V_init = -60 mV
            noise = 8 pA sqrt(s)
          }
        }
        IO {
          size = 6
          model { type = lif, C_m = 1 nF, g_L = 5.4 nS, E_L = -67 mV, V_th = -52 mV, V_reset = -60 mV, t_ref = 2 ms }
        }
      }
      projections {
        PF-PKJ {
          from = PF
          to = PKJ
          rule { type = fixed-indegree, indegree = 64, multapses = false }
          weight = 32 pS
          delay = 1 ms
          synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
          plasticity = B
        }
        CF-PKJ {
          from = IO, to = PKJ
          rule { type = zonal-convergent, zone-size = 2, offsets = [0] }
          weight = 60 nS, delay = 2 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = 0 mV }
        }
        PKJ-IO {
          from = PKJ, to = IO
          rule { type = zonal-divergent, zone-size = 2, offsets = [0, 1, 1] }
          weight = 1 nS, delay = 2 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = -75 mV }
        }
        IO-IO {
          from = IO, to = IO, rule = one-to-one, weight = 0 nS, delay = 2 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = -75 mV }
        }
        GO-IO {
          from = GO, to = IO, rule = all-to-all, weight = 1 nS, delay = 2 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = -75 mV }
        }
      }
      plasticity {
        B { type = teacher-gated, teacher = CF-PKJ, window = 100 ms, a_ltp = 0.0006, a_ltd = 0.0054, w_init = 1, w_min = 0.2, w_max = 3 }
        A { type = teacher-paired, teacher = CF-PKJ, ltd-window = 50 ms, ltp-window = 450 ms, a_ltp = 0.0002, a_ltd = 0.0136, w_init = 1, w_min = 0.2, w_max = 3 }
      }
      gap-junctions {
        IO { g = 1 nS, graph = ring-and-matching }
      }
      record {
        spikes = [IO, PKJ]
        bin = 10 ms
        weights { PF-PKJ { every = 500 ms } }
        potentials { IO { cells = [0, 1], every = 1 ms } }
        conductances { PKJ { projection = PF-PKJ, cells = [3], every = 2 ms } }
      }
      placement {
        default = ["opencl:0.0", jvm]
        PKJ { slices = 2, devices = ["opencl:0.0", "opencl:0.1"] }
        IO { devices = jvm }
      }
      expect {
        IO { rate = [0.9 Hz, 1.1 Hz], rate_sd = [0 Hz, 1 Hz], rate_min = [0 Hz, 1 Hz], rate_max = [1 Hz, 2 Hz], isi_cv = [0.6, 1] }
        PF-PKJ { mean = [0.9, 1.1], sd = [0, 1], fraction_at_bounds = [0, 0.01] }
      }
      """;

  private Small() {}

  /** The topology with some text replaced by other text. */
  static String with(String find, String replacement) {
    return with(TEXT, find, replacement);
  }

  /** A text with some of it replaced by other text, where it occurs first. */
  static String with(String text, String find, String replacement) {
    if (!text.contains(find)) {
      throw new IllegalArgumentException("no '" + find + "' in the topology");
    }
    int at = text.indexOf(find);
    return text.substring(0, at) + replacement + text.substring(at + find.length());
  }

  static ReadResult read(String text, String... sets) {
    return TopologyReader.readString(text, "small.conf", List.of(sets));
  }

  /** The line of the first occurrence of a text in another, from 1. */
  static int lineOf(String text, String part) {
    int at = text.indexOf(part);
    if (at < 0) {
      throw new IllegalArgumentException("no '" + part + "' in the text");
    }
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The problems of a text that cannot be read. */
  static List<LocatedProblem> problems(String text, String... sets) {
    try {
      ReadResult result = read(text, sets);
      throw new AssertionError("accepted: " + result.topology());
    } catch (TopologyException e) {
      return e.problems();
    }
  }
}
