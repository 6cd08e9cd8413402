package olivo.device;

import java.util.List;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeWindow;

/**
 * A slice of a population of neurons. It has one port for each receptor, in their order; that of a
 * plastic receptor stays empty, since its arrivals come through a ring.
 *
 * <p>A slice whose gap junctions reach other slices cannot be advanced alone: its owner calls
 * {@link #beginEpoch}, then for each step {@link #potentials} and {@link #step}, then {@link
 * #endEpoch}.
 */
public interface NeuronState extends ParticipantState {
  /** In a saved state: membrane potentials in mV. */
  String V = "v_mv";

  /** In a saved state: in how many further steps each cell is refractory. */
  String REFRACTORY = "refractory_steps";

  /** In a saved state: amplitudes of a receptor, whose name is added. */
  String AMPLITUDE = "amplitude.";

  /** In a saved state: rising amplitudes of a receptor that has an alpha function. */
  String RISING = "rising.";

  /**
   * In a saved state: units on their way to a receptor whose connections have delays of their own,
   * {@code [cells][steps from that of the state on]}.
   */
  String UNDER_WAY = "under_way.";

  /** Takes the spikes of an epoch that will be stepped one by one. */
  void beginEpoch(Epoch epoch, List<List<SpikeWindow>> ports);

  /**
   * Copies the membrane potentials.
   *
   * @param into where to, one entry for each cell of the whole population
   */
  void potentials(float[] into);

  /**
   * Advances by one step.
   *
   * @param step the next step of the epoch
   * @param potentials membrane potentials in mV of all cells of the population at the start of the
   *     step
   */
  void step(long step, float[] potentials);

  /** The spikes and samples of the epoch, all of whose steps must have been taken. */
  EpochResult endEpoch();
}
