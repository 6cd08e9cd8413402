package olivo.model;

/**
 * A view of some steps of a batch, as far as one consumer needs them for one epoch.
 *
 * @param batch the spikes
 * @param firstStep first step of the view, within the batch's epoch
 * @param endStep first step after the view
 */
public record SpikeWindow(SpikeBatch batch, long firstStep, long endStep) {
  public SpikeWindow {
    if (firstStep < batch.epoch().firstStep()
        || endStep > batch.epoch().endStep()
        || firstStep >= endStep) {
      throw new IllegalArgumentException(
          "no window [" + firstStep + ", " + endStep + ") in " + batch);
    }
  }

  /** Whether a step is one of the view. */
  public boolean holds(long step) {
    return firstStep <= step && step < endStep;
  }

  /** Number of spikes in the view. */
  public int size() {
    return batch.end(endStep - 1) - batch.begin(firstStep);
  }
}
