package olivo.device.jvm;

/**
 * Changes of the weights of sources that were put off. For each source the versions of a {@link
 * ChangeHistory} that are due to it, from the oldest to the latest, in one word: sources are met at
 * random.
 */
final class PendingChanges {
  /** Nothing is put off. */
  static final long NONE = 0;

  private static final int VERSION_BITS =
      Integer.numberOfTrailingZeros(ChangeHistory.MOST_VERSIONS);

  /** A version, and above it a bit that says that there is one. */
  private static final int ENTRY_BITS = VERSION_BITS + 1;

  private static final int MARK = 1 << VERSION_BITS;
  private static final int VERSION = MARK - 1;
  private static final int MOST = Long.SIZE / ENTRY_BITS;

  private final long[] entries;

  /** Sources in the order in which their oldest changes were put off; some have none any more. */
  private final int[] queue;

  /** The versions of these changes. */
  private final int[] queuedVersion;

  private int head;
  private int tail;

  PendingChanges(int sources) {
    entries = new long[sources];
    queue = new int[queueLength(sources)];
    queuedVersion = new int[queue.length];
  }

  /** How many sources can be queued: each of them, and as many that have nothing put off. */
  static int queueLength(int sources) {
    return Math.max(2, Integer.highestOneBit(Math.max(1, sources - 1)) << 2);
  }

  /** What is put off for a source. */
  long of(int source) {
    return entries[source];
  }

  /** Whether just one change is put off. */
  static boolean isSingle(long pending) {
    return pending >>> ENTRY_BITS == 0;
  }

  /** Number of changes. */
  static int count(long pending) {
    return (Long.SIZE - Long.numberOfLeadingZeros(pending) + VERSION_BITS) / ENTRY_BITS;
  }

  /** The version of a change, counted from the latest on, which is 0. */
  static int version(long pending, int fromLatest) {
    return (int) (pending >>> ENTRY_BITS * fromLatest) & VERSION;
  }

  /** Whether another change of a source can be put off. */
  boolean hasRoom(int source) {
    return entries[source] >>> ENTRY_BITS * (MOST - 1) == 0;
  }

  /** Puts off a change, for which there is room; the queue must not be full. */
  void add(int source, int version) {
    long pending = entries[source];
    entries[source] = pending << ENTRY_BITS | MARK | version & VERSION;
    if (pending == NONE) {
      int place = tail++ & queue.length - 1;
      queue[place] = source;
      queuedVersion[place] = version;
    }
  }

  /** Nothing is put off for a source any more. */
  void clear(int source) {
    entries[source] = NONE;
  }

  /** Whether {@link #next} must be taken from the queue first. */
  boolean isFull() {
    return tail - head == queue.length;
  }

  /** The source that has waited longest, or -1; it may have nothing put off. */
  int next() {
    return head == tail ? -1 : queue[head & queue.length - 1];
  }

  /** The version of the change for which it was queued. */
  int nextVersion() {
    return queuedVersion[head & queue.length - 1];
  }

  /** Takes the first from the queue. */
  void removeNext() {
    head++;
  }
}
