package olivo.device.opencl;

import olivo.device.MemoryNeed;

/** Sums up what a {@link ClWorkspace} allocates, in words of 32 bits. */
final class BufferTally {
  private static final int WORD = 4;

  private final MemoryNeed.Tally tally = new MemoryNeed.Tally(false);
  private long stagingBytes;

  /** A buffer that the host does not write or read as a whole. */
  BufferTally empty(String name, long words) {
    tally.keep(name, Math.max(1, words) * WORD);
    return this;
  }

  /** A buffer that the host writes. */
  BufferTally written(String name, long words) {
    return empty(name, words).staged(words);
  }

  /** Words that the host writes or reads at once. */
  BufferTally staged(long words) {
    stagingBytes = Math.max(stagingBytes, Staging.bytesFor(words));
    return this;
  }

  /** Words that the host reads while nobody waits, for which it keeps room of their own. */
  BufferTally readLater(long words) {
    tally.offHeap(words == 0 ? 0 : Staging.bytesInOnePiece(words));
    return this;
  }

  /** An inbox, which grows to a number of words. */
  BufferTally inbox(long words) {
    long capacity = Inbox.capacityFor(words);
    tally.keep("inbox", WORD * capacity).offHeap(WORD * capacity);
    return this;
  }

  /** Words on the heap of the JVM. */
  BufferTally heap(long words) {
    tally.heapArray(words, WORD);
    return this;
  }

  /** Words on the heap that are needed for a while, beside those added before. */
  BufferTally forAWhile(long words) {
    tally.forAWhile(words, WORD);
    return this;
  }

  MemoryNeed sum() {
    tally.offHeap(stagingBytes);
    return tally.sum();
  }
}
