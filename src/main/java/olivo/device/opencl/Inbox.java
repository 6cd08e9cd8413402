package olivo.device.opencl;

import java.nio.IntBuffer;
import org.lwjgl.system.MemoryUtil;

/** Words that the host writes for one launch, copied in one go. */
final class Inbox {
  private static final int WORD = 4;
  private static final int LEAST_WORDS = 1 << 10;

  private final ClWorkspace workspace;
  private IntBuffer words = MemoryUtil.memAllocInt(LEAST_WORDS);
  private ClBuffer buffer;

  Inbox(ClWorkspace workspace) {
    this.workspace = workspace;
  }

  /** Room that an inbox has which grew to so many words. */
  static long capacityFor(long words) {
    long capacity = LEAST_WORDS;
    while (capacity < words) {
      capacity *= 2;
    }
    return capacity;
  }

  /** Empties it; the last launch that used it must be over. */
  void clear() {
    words.clear();
  }

  /** Where the next word goes. */
  int position() {
    return words.position();
  }

  void put(int word) {
    if (!words.hasRemaining()) {
      reserve(1);
    }
    words.put(word);
  }

  /** Adds the first words of an array; says where they begin. */
  int put(int[] content, int count) {
    int at = words.position();
    if (words.remaining() < count) {
      reserve(count);
    }
    words.put(content, 0, count);
    return at;
  }

  private void reserve(int count) {
    long needed = Math.max(2L * words.capacity(), (long) words.position() + count);
    int position = words.position();
    words = MemoryUtil.memRealloc(words, Math.toIntExact(needed));
    words.position(position);
  }

  /** Enqueues the copy. */
  ClBuffer upload() {
    long bytes = (long) WORD * words.position();
    if (buffer == null || buffer.bytes() < bytes) {
      if (buffer != null) {
        workspace.free(buffer);
      }
      buffer = workspace.buffer("inbox", (long) WORD * words.capacity());
    }
    workspace.write(buffer, MemoryUtil.memAddress0(words), bytes);
    return buffer;
  }

  void release() {
    MemoryUtil.memFree(words);
  }
}
