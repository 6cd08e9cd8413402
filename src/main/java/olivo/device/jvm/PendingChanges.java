package olivo.device.jvm;

/**
 * Changes of the weights of sources that were put off. For each source the versions of a {@link
 * PutOffChanges} that are due to it, from the oldest to the latest, in one word: sources are met at
 * random.
 */
final class PendingChanges {
  /** Nothing is put off. */
  static final long NONE = 0;

  private static final int VERSION_BITS =
      Integer.numberOfTrailingZeros(PutOffChanges.MOST_VERSIONS);

  /** A version, and above it a bit that says that there is one. */
  private static final int ENTRY_BITS = VERSION_BITS + 1;

  private static final int MARK = 1 << VERSION_BITS;
  private static final int VERSION = MARK - 1;
  private static final int MOST = Long.SIZE / ENTRY_BITS;

  /** That a source is listed, beside its entries. */
  private static final long LISTED = 1L << MOST * ENTRY_BITS;

  private static final long ENTRIES = LISTED - 1;

  private final int first;
  private final long[] entries;

  /** Sources that have something put off, or have had since this was last emptied. */
  private final int[] listed;

  private int listedCount;

  PendingChanges(int firstSource, int sources) {
    first = firstSource;
    entries = new long[sources];
    listed = new int[sources];
  }

  /** What is put off for a source. */
  long of(int source) {
    return entries[source - first] & ENTRIES;
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
    return of(source) >>> ENTRY_BITS * (MOST - 1) == 0;
  }

  /** Puts off a change, for which there is room. */
  void add(int source, int version) {
    long before = entries[source - first];
    if (before == NONE) {
      listed[listedCount++] = source;
    }
    entries[source - first] = LISTED | (before & ENTRIES) << ENTRY_BITS | MARK | version & VERSION;
  }

  /** Nothing is put off for a source any more. */
  void clear(int source) {
    entries[source - first] &= LISTED;
  }

  /** Number of sources for which something may be put off. */
  int listed() {
    return listedCount;
  }

  /** One of them; it may have nothing put off. */
  int listed(int place) {
    return listed[place];
  }

  /** Nothing is put off any more. */
  void clear() {
    for (int i = 0; i < listedCount; i++) {
      entries[listed[i] - first] = NONE;
    }
    listedCount = 0;
  }
}
