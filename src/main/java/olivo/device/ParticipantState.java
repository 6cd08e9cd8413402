package olivo.device;

import java.util.Optional;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.StateArrays;

/** State that advances epoch by epoch. Not thread-safe: one owner at a time. */
public interface ParticipantState extends AutoCloseable {
  /**
   * Advances through all steps of an epoch.
   *
   * @param epoch begins where the last one ended
   * @param inbound all spikes due in the epoch, by port
   * @return the spikes and samples of the epoch
   */
  EpochResult advance(Epoch epoch, Inbound inbound);

  /**
   * As {@link #advance}, but without waiting for a device, and with threads that may help.
   *
   * @param owner said to be ready once, by any thread and maybe before this returns, when it must
   *     call {@link #goOn}
   * @return what {@link #advance} returns, or nothing if the owner is said to be ready later
   */
  default Optional<EpochResult> begin(Epoch epoch, Inbound inbound, EpochOwner owner) {
    return Optional.of(advance(epoch, inbound));
  }

  /** Goes on with an epoch once it was said to be ready for that; parameter and result as above. */
  default Optional<EpochResult> goOn(EpochOwner owner) {
    throw new IllegalStateException("this state never asks to go on");
  }

  /**
   * Time in ns that this state has spent waiting for its device, or for threads that help, since it
   * was made; 0 for states that compute in the calling thread.
   */
  default long deviceWaitNs() {
    return 0;
  }

  /**
   * Adds its exact state between two epochs, as {@link StateArrays} wants it.
   *
   * @param step the step before which all epochs have been taken
   */
  void save(long step, StateArrays into);

  /**
   * Takes over a state, before its first epoch.
   *
   * @param step the step at whose beginning it was saved, and with which the first epoch begins
   */
  void restore(long step, StateArrays.Reader from);

  /** Frees what the device holds for this state. */
  @Override
  void close();
}
