package olivo.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import olivo.engine.protocol.ProtocolViolation;
import olivo.model.Epoch;
import olivo.model.SpikeBatch;
import olivo.model.SpikeWindow;

/**
 * The spikes of one participant that somebody may still need: successive batches, oldest first.
 * This is the delay line of every projection that leaves the participant.
 */
final class SpikeLine {
  private SpikeBatch[] ring = new SpikeBatch[16];
  private long[] emittedAtNs = new long[16];
  private int head;
  private int size;
  private long endStep;

  /** A line that begins with a step. */
  SpikeLine(long firstStep) {
    endStep = firstStep;
  }

  /** A line that goes on after a batch, which is held. */
  SpikeLine(SpikeBatch held) {
    this(held.epoch().firstStep());
    append(held, 0);
  }

  /** First step held; {@link #endStep} if there is none. */
  long firstStep() {
    return size == 0 ? endStep : at(0).epoch().firstStep();
  }

  /** First step after those held. */
  long endStep() {
    return endStep;
  }

  private int slot(int index) {
    return (head + index) & (ring.length - 1);
  }

  private SpikeBatch at(int index) {
    return ring[slot(index)];
  }

  /**
   * Appends a batch.
   *
   * @param atNs when it was emitted
   */
  void append(SpikeBatch batch, long atNs) {
    if (batch.epoch().firstStep() != endStep) {
      throw new ProtocolViolation(
          "a batch of " + batch.epoch() + " follows spikes up to step " + endStep);
    }
    endStep = batch.epoch().endStep();
    if (size == ring.length) {
      SpikeBatch[] larger = new SpikeBatch[2 * size];
      long[] largerTimes = new long[2 * size];
      for (int i = 0; i < size; i++) {
        larger[i] = at(i);
        largerTimes[i] = emittedAtNs[slot(i)];
      }
      ring = larger;
      emittedAtNs = largerTimes;
      head = 0;
    }
    int last = slot(size++);
    ring[last] = batch;
    emittedAtNs[last] = atNs;
  }

  /** Forgets batches that end at or before a step. */
  void forgetBefore(long step) {
    while (size > 0 && at(0).epoch().endStep() <= step) {
      ring[head] = null;
      head = (head + 1) & (ring.length - 1);
      size--;
    }
  }

  /**
   * Adds views of the steps [firstStep, endStep), all of which must be held.
   *
   * @param deliveries is told of views with spikes
   */
  void view(long firstStep, long endStep, List<SpikeWindow> into, Deliveries deliveries) {
    int index = indexOf(firstStep);
    long from = firstStep;
    while (from < endStep) {
      if (index >= size) {
        throw new ProtocolViolation("spikes of step " + from + " were asked for and are not there");
      }
      SpikeBatch batch = at(index);
      Epoch epoch = batch.epoch();
      long to = Math.min(endStep, epoch.endStep());
      SpikeWindow window = new SpikeWindow(batch, from, to);
      into.add(window);
      int spikes = window.size();
      if (spikes > 0) {
        deliveries.add(emittedAtNs[slot(index)], spikes);
      }
      index++;
      from = to;
    }
  }

  /** All spikes from a step on, which must be held. */
  SpikeBatch since(long firstStep) {
    List<SpikeWindow> windows = new ArrayList<>();
    view(firstStep, endStep, windows, new Deliveries());
    Epoch epoch = new Epoch(firstStep, endStep);
    int[] offsets = new int[epoch.steps() + 1];
    int[] cells = new int[windows.stream().mapToInt(SpikeWindow::size).sum()];
    int taken = 0;
    for (SpikeWindow window : windows) {
      SpikeBatch batch = window.batch();
      for (long step = window.firstStep(); step < window.endStep(); step++) {
        for (int spike = batch.begin(step); spike < batch.end(step); spike++) {
          cells[taken++] = batch.cell(spike);
        }
        offsets[(int) (step - firstStep) + 1] = taken;
      }
    }
    return new SpikeBatch(epoch, offsets, cells);
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
