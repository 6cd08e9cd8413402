package olivo.model;

import java.util.List;
import java.util.Optional;

/**
 * What the cells of a population are: neurons with a membrane, or sources that only emit spikes.
 */
public sealed interface CellModel {
  /** Refractory period in ms. */
  double tRefMs();

  /** Whether the cells integrate input. */
  default boolean isNeuron() {
    return false;
  }

  /**
   * Leaky integrate-and-fire neuron:
   *
   * <pre>C_m dV/dt = g_L (E_L - V) + sum_k I_k + I_gap + I_e + I_noise</pre>
   *
   * with the currents I_k of synapses. A cell whose V reaches V_th spikes in that step, is set to
   * V_reset and held there for t_ref.
   *
   * @param cMPf membrane capacitance in pF
   * @param gLNs leak conductance in nS
   * @param eLMv leak reversal potential in mV
   * @param vThMv spike threshold in mV
   * @param vResetMv reset potential in mV
   * @param tRefMs refractory period in ms
   * @param iEPa constant drive in pA
   * @param vInitMv membrane potential at step 0 in mV
   * @param noisePaSqrtS amplitude s of the white current noise in pA sqrt(s): each step adds {@code
   *     s / sqrt(dt) * xi}, with xi of mean 0 and variance 1; 0 for none
   * @param integration how the potential is advanced; chosen by the synapses where absent
   */
  record Lif(
      double cMPf,
      double gLNs,
      Distribution eLMv,
      Distribution vThMv,
      Distribution vResetMv,
      double tRefMs,
      Distribution iEPa,
      Distribution vInitMv,
      double noisePaSqrtS,
      Optional<Integration> integration)
      implements CellModel {
    /** With the same potentials for all cells. */
    public Lif(
        double cMPf,
        double gLNs,
        double eLMv,
        double vThMv,
        double vResetMv,
        double tRefMs,
        Distribution iEPa,
        Distribution vInitMv,
        double noisePaSqrtS) {
      this(
          cMPf,
          gLNs,
          new Distribution.Constant(eLMv),
          new Distribution.Constant(vThMv),
          new Distribution.Constant(vResetMv),
          tRefMs,
          iEPa,
          vInitMv,
          noisePaSqrtS,
          Optional.empty());
    }

    @Override
    public boolean isNeuron() {
      return true;
    }
  }

  /** How a membrane potential is advanced by a step. */
  enum Integration {
    /** Forward Euler: serves every kind of synapse, and gap junctions. */
    FORWARD_EULER,
    /**
     * The exact solution of the linear equation over a step (Rotter and Diesmann 1999): for
     * currents and jumps of the potential, without conductances and gap junctions.
     */
    EXACT
  }

  /**
   * Source that fires in each step, unless refractory, with probability {@code rate dt}: a
   * Bernoulli process, and without a refractory period the discrete Poisson process.
   *
   * @param rateHz rate of a cell that is not refractory, in Hz
   * @param tRefMs refractory period in ms
   */
  record BernoulliSource(double rateHz, double tRefMs) implements CellModel {}

  /**
   * Sources that are Poisson processes, seen in steps: events of one cell that fall into one step
   * are one spike.
   *
   * @param rateHz rate of the process in Hz
   */
  record PoissonSource(double rateHz) implements CellModel {
    @Override
    public double tRefMs() {
      return 0;
    }
  }

  /**
   * Source whose spike times are listed: every cell of the population fires at each of them.
   *
   * @param timesMs spike times in ms, ascending
   */
  record SpikeList(List<Double> timesMs) implements CellModel {
    public SpikeList {
      timesMs = List.copyOf(timesMs);
    }

    @Override
    public double tRefMs() {
      return 0;
    }
  }
}
