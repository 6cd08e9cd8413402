package olivo.device.opencl;

import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;

/**
 * Memory of the host through which arrays are copied to and from a device, in pieces, so that long
 * ones need no second copy of their own.
 */
final class Staging implements AutoCloseable {
  /** Words of the longest piece. */
  static final int MOST_WORDS = 1 << 20;

  private static final int WORD = 4;
  private static final int LEAST_BYTES = 1 << 12;

  private ByteBuffer bytes;

  /** Room for so many words, which stays valid until the next call. */
  ByteBuffer words(int words) {
    int needed = Math.multiplyExact(WORD, words);
    if (bytes == null || needed > bytes.capacity()) {
      ByteBuffer larger = MemoryUtil.memAlloc((int) withReserve(needed));
      MemoryUtil.memFree(bytes);
      bytes = larger;
    }
    return bytes;
  }

  /** Where that room is. */
  long address() {
    return MemoryUtil.memAddress(bytes);
  }

  private static long withReserve(long needed) {
    return Math.min(Integer.MAX_VALUE, Math.max(LEAST_BYTES, needed + needed / 2));
  }

  /** What copying an array of so many words takes. */
  static long bytesFor(long words) {
    return bytesInOnePiece(Math.min(words, MOST_WORDS));
  }

  /** What copying an array of so many words as a whole takes. */
  static long bytesInOnePiece(long words) {
    return withReserve(WORD * words);
  }

  @Override
  public void close() {
    MemoryUtil.memFree(bytes);
    bytes = null;
  }
}
