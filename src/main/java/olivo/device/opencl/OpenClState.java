package olivo.device.opencl;

import java.util.Optional;
import olivo.device.EpochOwner;
import olivo.device.ParticipantState;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;

/**
 * State on an OpenCL device, which works through an epoch in parts, nearly always one. A part is
 * enqueued as a whole, with the reading of what comes of it, so that nobody has to wait in between.
 */
abstract class OpenClState implements ParticipantState {
  final ClWorkspace workspace;

  /**
   * A state.
   *
   * @param workspace its own, closed with it
   */
  OpenClState(ClWorkspace workspace) {
    this.workspace = workspace;
  }

  /** Takes the input of an epoch; everything enqueued before is done. */
  abstract void beginParts(Epoch epoch, Inbound inbound);

  /**
   * Enqueues the next part of the epoch.
   *
   * @return false if there is none left
   */
  abstract boolean enqueuePart();

  /** Takes what came of the part, which is done. */
  abstract void takePart();

  /** The spikes and samples of the epoch, all of whose parts have been taken. */
  abstract EpochResult endParts();

  @Override
  public final EpochResult advance(Epoch epoch, Inbound inbound) {
    beginParts(epoch, inbound);
    while (enqueuePart()) {
      workspace.finish();
      takePart();
    }
    return endParts();
  }

  @Override
  public final Optional<EpochResult> begin(Epoch epoch, Inbound inbound, EpochOwner owner) {
    beginParts(epoch, inbound);
    return enqueueNext(owner);
  }

  @Override
  public final Optional<EpochResult> goOn(EpochOwner owner) {
    take();
    return enqueueNext(owner);
  }

  private Optional<EpochResult> enqueueNext(EpochOwner owner) {
    while (enqueuePart()) {
      if (!workspace.isDoneOrCalls(owner::ready)) {
        return Optional.empty();
      }
      take();
    }
    return Optional.of(endParts());
  }

  private void take() {
    workspace.takeAnswer();
    takePart();
  }

  @Override
  public final long deviceWaitNs() {
    return workspace.waitedNs();
  }

  @Override
  public final void close() {
    workspace.close();
  }
}
