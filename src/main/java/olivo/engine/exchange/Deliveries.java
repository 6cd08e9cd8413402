package olivo.engine.exchange;

import java.util.Arrays;

/**
 * The spikes that one grant hands out: of each window with any, how many there are and when they
 * were emitted. Used again for every grant of a participant, so that it allocates nothing once it
 * is large enough.
 */
public final class Deliveries {
  private long[] emittedAtNs = new long[16];
  private int[] spikes = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long atNs, int count) {
    if (size == spikes.length) {
      emittedAtNs = Arrays.copyOf(emittedAtNs, 2 * size);
      spikes = Arrays.copyOf(spikes, 2 * size);
    }
    emittedAtNs[size] = atNs;
    spikes[size++] = count;
  }

  /** Number of windows with spikes. */
  public int size() {
    return size;
  }

  /** When the spikes of a window were emitted: the end of the epoch that they belong to. */
  public long emittedAtNs(int index) {
    return emittedAtNs[index];
  }

  /** Number of spikes of a window. */
  public int spikes(int index) {
    return spikes[index];
  }
}
