package olivo.device.opencl;

import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;

/** Sources on a device: a part of an epoch is one launch, which lists spikes. */
abstract class OpenClSource extends OpenClState implements SourceState {
  private final SpikeList spikes;
  private final SpikeGatherer gatherer = new SpikeGatherer(0);
  private Epoch epoch;
  private long partBegin;
  private long partEnd;

  /**
   * Sources.
   *
   * @param workspace its own, closed with it
   */
  OpenClSource(ClWorkspace workspace, Tuning tuning, SourceLayout.Bernoulli layout) {
    super(workspace);
    this.spikes =
        new SpikeList(
            workspace, layout.slice().cells(), layout.refractorySteps(), tuning.spikeCapacity());
  }

  final SpikeList spikes() {
    return spikes;
  }

  /**
   * Enqueues what changes at a step.
   *
   * @return the first later step at which something changes
   */
  abstract long change(long step);

  /** Enqueues the listing of the spikes of the steps [from, to). */
  abstract void fire(long from, long to);

  @Override
  final void beginParts(Epoch newEpoch, Inbound inbound) {
    epoch = newEpoch;
    partEnd = newEpoch.firstStep();
  }

  @Override
  final boolean enqueuePart() {
    if (partEnd == epoch.endStep()) {
      return false;
    }
    partBegin = partEnd;
    long nextChange = change(partBegin);
    partEnd = Math.min(Math.min(epoch.endStep(), nextChange), partBegin + spikes.mostSteps());
    spikes.begin((int) (partEnd - partBegin));
    fire(partBegin, partEnd);
    spikes.request();
    return true;
  }

  @Override
  final void takePart() {
    spikes.take(gatherer, (int) (partBegin - epoch.firstStep()));
  }

  @Override
  final EpochResult endParts() {
    return new EpochResult(gatherer.batch(epoch), List.of());
  }
}
