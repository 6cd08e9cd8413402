package olivo.device.opencl;

import java.util.List;
import olivo.device.SourceState;
import olivo.device.layout.SourceLayout;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Philox;

/** Sources on a device: a part of an epoch is one launch, which lists spikes. */
abstract class OpenClSource extends OpenClState implements SourceState {
  final SourceLayout.Bernoulli layout;
  final Tuning tuning;
  final Philox random;
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
    this.layout = layout;
    this.tuning = tuning;
    this.random = new Philox(layout.key());
    this.spikes =
        new SpikeList(
            workspace, layout.slice().cells(), layout.refractorySteps(), tuning.spikeCapacity());
  }

  /**
   * Enqueues what changes at a step.
   *
   * @return the first later step at which something changes
   */
  abstract long change(long step);

  /**
   * The kernel that lists spikes, with those of its arguments that come before {@code gm_spikes}.
   */
  abstract ClKernel beginListing();

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
    beginListing()
        .buffer(spikes.buffer())
        .integer(spikes.capacity())
        .integer(spikes.cellBits())
        .integer(layout.slice().cells())
        .integer64(partBegin)
        .integer64(partEnd)
        .integer64(layout.runSteps())
        .integer(layout.refractorySteps())
        .integer(layout.stream())
        .integer(random.key0())
        .integer(random.key1())
        .launch(tuning.ownItems(layout.slice().cells()), tuning.shareGroup());
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
