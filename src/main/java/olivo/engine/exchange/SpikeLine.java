package olivo.engine.exchange;

import java.util.List;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/**
 * The spikes of one participant that somebody may still need: successive batches, oldest first.
 * This is the delay line of every projection that leaves the participant.
 */
final class SpikeLine {
  private SpikeBatch[] ring = new SpikeBatch[16];
  private int head;
  private int size;
  private long endStep;

  /** First step held; {@link #endStep} if there is none. */
  long firstStep() {
    return size == 0 ? endStep : at(0).epoch().firstStep();
  }

  /** First step after those held. */
  long endStep() {
    return endStep;
  }

  private SpikeBatch at(int index) {
    return ring[(head + index) & (ring.length - 1)];
  }

  void append(SpikeBatch batch) {
    if (batch.epoch().firstStep() != endStep) {
      throw new ProtocolViolation(
          "a batch of " + batch.epoch() + " follows spikes up to step " + endStep);
    }
    endStep = batch.epoch().endStep();
    if (size == ring.length) {
      SpikeBatch[] larger = new SpikeBatch[2 * size];
      for (int i = 0; i < size; i++) {
        larger[i] = at(i);
      }
      ring = larger;
      head = 0;
    }
    ring[(head + size++) & (ring.length - 1)] = batch;
  }

  /** Forgets batches that end at or before a step. */
  void forgetBefore(long step) {
    while (size > 0 && at(0).epoch().endStep() <= step) {
      ring[head] = null;
      head = (head + 1) & (ring.length - 1);
      size--;
    }
  }

  /** Adds views of the steps [firstStep, endStep), all of which must be held. */
  void view(long firstStep, long endStep, List<SpikeWindow> into) {
    int index = indexOf(firstStep);
    long from = firstStep;
    while (from < endStep) {
      if (index >= size) {
        throw new ProtocolViolation("spikes of step " + from + " were asked for and are not there");
      }
      SpikeBatch batch = at(index++);
      Epoch epoch = batch.epoch();
      long to = Math.min(endStep, epoch.endStep());
      into.add(new SpikeWindow(batch, from, to));
      from = to;
    }
  }

  /** Index of the batch that holds a step. */
  private int indexOf(long step) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).epoch().endStep() <= step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < size && at(low).epoch().firstStep() > step) {
      throw new ProtocolViolation("spikes of step " + step + " were asked for and are forgotten");
    }
    return low;
  }
}
