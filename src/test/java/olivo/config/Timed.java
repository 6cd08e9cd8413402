package olivo.config;

/**
 * A small topology with what happens in time: plasticity by spike timing, trials, listed
 * connections and junctions, recordings of some cells for some time. All of it within 2 ms.
 */
final class Timed {
  static final String TEXT =
      """
      name = timed
      dt = 0.1 ms
      duration = 2 ms
      populations {
        S { size = 12, model { type = bernoulli-source, rate = 400 Hz, t_ref = 0.2 ms } }
        P { size = 5, model { type = poisson-source, rate = 300 Hz } }
        E {
          size = 8
          model {
            type = lif, C_m = 180 pF, g_L = 10 nS, E_L = -65 mV, V_th = -50 mV, V_reset = -70 mV, t_ref = 0.5 ms
            I_e { type = uniform, low = 130 pA, high = 180 pA }
          }
        }
        G {
          size = 10
          model { type = lif, C_m = 180 pF, g_L = 10 nS, E_L = -65 mV, V_th = -50 mV, V_reset = -70 mV, t_ref = 0.5 ms }
        }
      }
      projections {
        S-E {
          from = S, to = E, rule { type = fixed-indegree, indegree = 6 }, weight = 0.4 nS, delay = 0.3 ms
          synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }, plasticity = HARD
        }
        E-E {
          from = E, to = E, rule { type = fixed-total-number, number = 20, multapses = true, autapses = true }
          weight = 0.1 nS, delay = 0.1 ms
          synapse { type = alpha-conductance, tau = 2 ms, E_rev = 0 mV }, plasticity = SOFT
        }
        P-G {
          from = P, to = G
          rule { type = list, csv = "source,target,weight [nS],delay [ms]\\n0,3,1.5,0.8\\n1,3,2,1.1\\n4,9,0.1,0.1" }
          synapse { type = exp-conductance, tau = 5 ms, E_rev = 0 mV }
        }
        G-E {
          from = G, to = E, rule { type = list, connections = [[0, 0], [3, 7], [9, 2]] }
          weight { type = lognormal, mean = 0.2 nS, sd = 0.1 nS }
          delay { type = normal, mean = 0.8 ms, sd = 0.2 ms, low = 0.1 ms, outside = clip }
          synapse { type = exp-conductance, tau = 5 ms, E_rev = -75 mV }
        }
      }
      plasticity {
        HARD {
          type = stdp, tau_plus = 16.8 ms, tau_minus = 33.7 ms, dependence = additive
          a_plus = 0.05, a_minus = 0.04, w_init = 1, w_min = 0.1, w_max = 2
        }
        SOFT {
          type = stdp, tau_plus = 9 ms, tau_minus = 3.3 ms, dependence = multiplicative
          a_plus = 0.05, a_minus = 0.2, w_init = 1, w_min = 0.2, w_max = 3
        }
      }
      gap-junctions {
        E { g = 1 nS, graph { type = random-regular, degree = 3 } }
        G { g = 0.5 nS, graph { type = list, csv = "cell,partner\\n0,1\\n1,2\\n9,4" } }
      }
      drives {
        I { type = step-current, to = G, times = [0 ms, 0.5 ms], currents = [10 pA, 0 pA], first-cell = 2, last-cell = 4 }
      }
      stimuli {
        CS { type = rate, of = S, first-cell = 0, last-cell = 5, rate = 900 Hz }
        LOW { type = rate, of = S, cells = [6, 8, 11], rate = 100 Hz }
        US { type = current, to = E, cells = [1, 2], current = 300 pA }
      }
      protocol {
        from = 0.1 ms
        trials {
          paired {
            duration = 0.5 ms
            CS { onset = 0 ms, length = 0.3 ms, probability = 0.5 }
            LOW { onset = 0 ms, length = 0.5 ms }
            US { onset = 0.2 ms, length = 0.1 ms }
          }
          alone { duration = 0.3 ms, CS { onset = 0.1 ms, length = 0.1 ms } }
        }
        blocks { A = [{ paired = 2 }, alone], B = [A, alone] }
        session = [{ B = 1 }, alone]
      }
      interventions = [
        { at = 0.4 ms, scale { populations.S.model.rate = 0.5 } }
        { at = 0.9 ms, cut = E, freeze = [S-E], set { plasticity.SOFT.a_plus = 0.1 } }
        { at = 1.4 ms, restore = E, thaw = S-E, scale-weights { E-E = 0.5 } }
      ]
      record {
        spikes {
          E { from = 0.5 ms, until = 1.5 ms }
          S { first-cell = 3, last-cell = 8 }
          G { cells = [0, 9] }
        }
        bin = 0.5 ms
        weights { S-E { every = 0.5 ms, from = 0.5 ms }, E-E { every = 0.2 ms, until = 1 ms } }
        potentials { E { cells = [0, 7], every = 0.1 ms, from = 0.3 ms, until = 0.9 ms } }
        conductances { E { cells = [3], every = 0.2 ms, projection = S-E } }
      }
      expect {
        E { rate = [0 Hz, 50 Hz], isi_cv = [0, 2] }
        S-E { mean = [0.5, 1.5] }
      }
      """;

  private Timed() {}
}
