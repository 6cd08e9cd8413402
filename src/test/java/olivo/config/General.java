package olivo.config;

/** A topology of the parts that {@link Small} lacks, as a starting point for mistakes. */
final class General {
  static final String TEXT =
      """
      name = general
      dt = 0.1 ms
      duration = 1 s
      define { J = 87.8 pA, tau { E = 0.5 ms } }
      populations {
        IN { size = 20, model { type = poisson-source, rate = 8 Hz } }
        E {
          size = 80
          model {
            type = lif
            tau_m = 10 ms
            C_m = 250 pF
            E_L = -65 mV
            V_th { type = normal, mean = -50 mV, sd = 1 mV, low = -53 mV, high = -47 mV, outside = clip }
            V_reset = -65 mV
            t_ref = 2 ms
            V_init { type = normal, mean = -58 mV, sd = 10 mV }
            integration = exact
          }
        }
        I {
          size = 30
          model { type = lif, tau_m = 20 ms, R_m = 80 MOhm, E_L = 0 mV, V_th = 20 mV, V_reset = 10 mV, t_ref = 2 ms }
        }
        G {
          size = 30
          model { type = lif, C_m = 200 pF, g_L = 10 nS, E_L = -60 mV, V_th = -50 mV, V_reset = -60 mV, t_ref = 5 ms }
        }
      }
      projections {
        IN-E {
          from = IN, to = E
          rule { type = fixed-outdegree, outdegree = 10, multapses = true, autapses = false }
          weight = ${define.J}, delay = 1.5 ms
          synapse { type = exp-current, tau = ${define.tau.E} }
        }
        E-E {
          from = E, to = E
          rule { type = fixed-total-number, number = 500, multapses = true, autapses = false }
          weight { type = normal, mean = 87.8 pA, sd = 8.78 pA, low = 0 pA }
          delay { type = normal, mean = 1.5 ms, sd = 0.75 ms, low = 0.1 ms, outside = redraw }
          synapse { type = alpha-current, tau = 0.5 ms }
        }
        I-E {
          from = I, to = E
          rule { type = pairwise-bernoulli, probability = 0.1, autapses = true }
          weight { type = lognormal, mean = -300 pA, sd = 100 pA }
          delay { type = uniform, low = 0.5 ms, high = 1 ms }
          synapse { type = exp-current, tau = 0.5 ms }
        }
        E-I {
          from = E, to = I
          rule { type = fixed-indegree, indegree = 10 }
          weight = -0.5 mV, delay = 1.5 ms, synapse = delta
        }
        E-G {
          from = E, to = G
          rule { type = pairwise-bernoulli, probability = 0.02 }
          weight = 6 nS, delay = 0.1 ms
          synapse { type = alpha-conductance, tau = 5 ms, E_rev = 0 mV }
        }
      }
      projections.E-G-2 {
        from = E, to = G
        rule { type = list, connections = [[0, 1], [79, 29], [0, 1]] }
        weight = 1 nS, delay = 1 ms
        synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
        plasticity = T
      }
      plasticity {
        T { type = stdp, tau_plus = 16.8 ms, tau_minus = 33.7 ms, dependence = additive, a_plus = 0.01, a_minus = 0.012, w_init = 1, w_min = 0, w_max = 2 }
      }
      populations.H {
        size = 30
        model { type = lif, C_m = 200 pF, g_L = 10 nS, E_L = -60 mV, V_th = -50 mV, V_reset = -60 mV, t_ref = 5 ms }
      }
      gap-junctions {
        H { g = 1 nS, graph { type = list, pairs = [[0, 1], [2, 1], [29, 5]] } }
        I { g = 1 nS, graph { type = random-regular, degree = 3 } }
      }
      drives {
        BG { type = poisson, to = E, rate = 8 Hz, trains = 1600, weight = ${define.J}, synapse { type = exp-current, tau = 0.5 ms } }
        STIM { type = step-current, to = G, first-cell = 2, last-cell = 9, times = [100 ms, 200 ms], currents = [50 pA, 0 pA] }
      }
      """;

  private General() {}
}
