package olivo.device.jvm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Events at targets, first in first out. Grows to the largest number of events in a window and
 * stays.
 */
final class EventQueue {
  private long[] steps = new long[64];
  private int[] targets = new int[64];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(long step, int target) {
    if (size == steps.length) {
      steps = unrolled(steps);
      targets = unrolled(targets);
      head = 0;
    }
    int tail = (head + size++) & (steps.length - 1);
    steps[tail] = step;
    targets[tail] = target;
  }

  long firstStep() {
    return steps[head];
  }

  int firstTarget() {
    return targets[head];
  }

  void removeFirst() {
    head = (head + 1) & (steps.length - 1);
    size--;
  }

  /** The step of the latest event of each target that has one; of others 0. */
  long[] latestSteps(int ofTargets) {
    long[] latest = new long[ofTargets];
    for (int i = 0; i < size; i++) {
      int at = (head + i) & (steps.length - 1);
      latest[targets[at]] = steps[at];
    }
    return latest;
  }

  /** Adds an event for each target whose step is late enough, the earliest first. */
  void addAll(long[] stepOfTarget, long firstStep) {
    IntStream.range(0, stepOfTarget.length)
        .filter(target -> stepOfTarget[target] >= firstStep)
        .boxed()
        .sorted(Comparator.comparingLong(target -> stepOfTarget[target]))
        .forEach(target -> add(stepOfTarget[target], target));
  }

  private long[] unrolled(long[] ring) {
    long[] larger = Arrays.copyOf(Arrays.copyOfRange(ring, head, ring.length), 2 * ring.length);
    System.arraycopy(ring, 0, larger, ring.length - head, head);
    return larger;
  }

  private int[] unrolled(int[] ring) {
    int[] larger = Arrays.copyOf(Arrays.copyOfRange(ring, head, ring.length), 2 * ring.length);
    System.arraycopy(ring, 0, larger, ring.length - head, head);
    return larger;
  }
}
