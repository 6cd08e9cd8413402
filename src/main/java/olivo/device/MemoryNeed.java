package olivo.device;

/**
 * What a state takes of memory, in bytes.
 *
 * @param kept in the memory of its device
 * @param largest the largest piece of that
 * @param largestName what the largest piece holds
 * @param heap on the heap of the JVM, beside that
 * @param offHeap in memory of the host outside of the heap, beside that
 * @param setUp on the heap at the fullest point of its making, beside what it keeps there
 */
public record MemoryNeed(
    long kept, long largest, String largestName, long heap, long offHeap, long setUp) {

  /** A sum under way. */
  public static final class Tally {
    private static final int ARRAY_HEADER = 16;

    private final boolean onHeap;
    private long kept;
    private long largest;
    private String largestName = "";
    private long heap;
    private long offHeap;
    private long fullest;

    /**
     * Nothing yet.
     *
     * @param onHeap whether the memory of the device is the heap
     */
    public Tally(boolean onHeap) {
      this.onHeap = onHeap;
    }

    /** Adds a piece of the memory of the device. */
    public Tally keep(String name, long bytes) {
      kept += bytes;
      if (bytes > largest) {
        largest = bytes;
        largestName = name;
      }
      return this;
    }

    /** Adds an array on the heap as a piece of the memory of the device. */
    public Tally keepArray(String name, long elements, int bytesEach) {
      return keep(name, array(elements, bytesEach));
    }

    /** Adds an array on the heap, beside the memory of the device. */
    public Tally heapArray(long elements, int bytesEach) {
      heap += array(elements, bytesEach);
      return this;
    }

    /** Adds memory of the host outside of the heap. */
    public Tally offHeap(long bytes) {
      offHeap += bytes;
      return this;
    }

    /** Arrays are needed for a while, beside what was added before. */
    public Tally forAWhile(long elements, int bytesEach) {
      fullest = Math.max(fullest, onHeapSoFar() + array(elements, bytesEach));
      return this;
    }

    private long onHeapSoFar() {
      return heap + (onHeap ? kept : 0);
    }

    private static long array(long elements, int bytesEach) {
      return (ARRAY_HEADER + elements * bytesEach + 7) & ~7;
    }

    /** The sum. */
    public MemoryNeed sum() {
      long setUp = Math.max(0, fullest - onHeapSoFar());
      return new MemoryNeed(kept, largest, largestName, heap, offHeap, setUp);
    }
  }
}
