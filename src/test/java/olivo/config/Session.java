package olivo.config;

/** A small topology with stimuli, trials, and recordings of a part of it. */
final class Session {
  static final String TEXT =
      """
      name = session
      dt = 0.1 ms
      duration = 2 s
      seed = 3
      populations {
        PF { size = 100, model { type = bernoulli-source, rate = 30 Hz, t_ref = 5 ms } }
        GO { size = 2, model { type = spike-list, times = [0 ms, 5 ms] } }
        IO {
          size = 6
          model { type = lif, C_m = 1 nF, g_L = 5.4 nS, E_L = -67 mV, V_th = -52 mV, V_reset = -60 mV, t_ref = 2 ms }
        }
      }
      projections {
        PF-IO {
          from = PF, to = IO, rule = all-to-all, weight = 1 nS, delay = 2 ms
          synapse { type = exp-conductance, tau = 2 ms, E_rev = 0 mV }
        }
      }
      stimuli {
        CS { type = rate, of = PF, first-cell = 10, last-cell = 29, rate = 60 Hz }
        US { type = current, to = IO, cells = [0, 1, 4], current = 300 pA }
      }
      protocol {
        from = 100 ms
        trials {
          paired {
            duration = 50 ms
            CS { onset = 10 ms, length = 30 ms }
            US { onset = 35 ms, length = 5 ms, probability = 0.5 }
          }
          cs-alone { duration = 40 ms, CS { onset = 0 ms, length = 40 ms } }
        }
        blocks {
          acquisition = [{ paired = 9 }, cs-alone]
          rest = [{ cs-alone = 2 }]
          extinction = [{ rest = 2 }]
        }
        session = [{ acquisition = 2 }, { cs-alone = 3 }, extinction, rest]
      }
      record {
        spikes {
          PF { first-cell = 50, last-cell = 99, from = 1 s }
          IO { cells = [1, 2, 5], until = 1.5 s }
        }
        potentials { IO { cells = [0], every = 1 ms, from = 100.5 ms, until = 200 ms } }
      }
      """;

  private Session() {}
}
