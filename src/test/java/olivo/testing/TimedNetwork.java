package olivo.testing;

import java.util.List;
import olivo.config.TopologyReader;
import olivo.model.Topology;

/**
 * Neurons whose synapses learn by the timing of spikes: from sources, among themselves with
 * multapses and autapses, and from one population to another and back, with different delays.
 */
public final class TimedNetwork {
  private static final String TEXT =
      """
      name = timed
      dt = 0.1 ms
      duration = 200 ms
      define.cell { type = lif, C_m = 180 pF, g_L = 10 nS, E_L = -65 mV, V_th = -50 mV
        V_reset = -70 mV, t_ref = 1.5 ms, I_e { type = uniform, low = 130 pA, high = 180 pA } }
      populations {
        S { size = 30, model { type = poisson-source, rate = 60 Hz } }
        E { size = 24, model = ${define.cell} }
        F { size = 7, model = ${define.cell} }
      }
      define.synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
      projections {
        S-E {
          from = S, to = E, rule { type = fixed-indegree, indegree = 12 }
          weight = 0.4 nS, delay = 1 ms, synapse = ${define.synapse}, plasticity = HARD
        }
        E-E {
          from = E, to = E, rule { type = fixed-total-number, number = 160, multapses = true, autapses = true }
          weight = 0.1 nS, delay = 0.1 ms, synapse = ${define.synapse}, plasticity = SOFT
        }
        E-F {
          from = E, to = F, rule = all-to-all
          weight = 0.1 nS, delay = 2.3 ms, synapse = ${define.synapse}, plasticity = SOFT
        }
        F-E {
          from = F, to = E, rule { type = pairwise-bernoulli, probability = 0.5 }
          weight = 0.1 nS, delay = 0.7 ms, synapse = ${define.synapse}, plasticity = HARD
        }
      }
      plasticity {
        HARD { type = stdp, tau_plus = 16.8 ms, tau_minus = 33.7 ms, dependence = additive
          a_plus = 0.05, a_minus = 0.04, w_init = 1, w_min = 0.1, w_max = 2 }
        SOFT { type = stdp, tau_plus = 9 ms, tau_minus = 3.3 ms, dependence = multiplicative
          a_plus = 0.05, a_minus = 0.2, w_init = 1, w_min = 0.2, w_max = 3 }
      }
      record.weights { S-E { every = 20 ms }, E-E { every = 3.7 ms }, F-E { every = 50 ms } }
      """;

  private TimedNetwork() {}

  /** The network with some values replaced. */
  public static Topology of(String... sets) {
    return TopologyReader.readString(TEXT, "timed", List.of(sets)).topology();
  }
}
