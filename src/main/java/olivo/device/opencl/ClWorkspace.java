package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryStack;

/** The queue, kernels and buffers of one state; closing frees all of them. */
final class ClWorkspace extends ClQueue implements AutoCloseable {
  private static final int LONG_WORDS = 2;
  private static final int SHORTS = 2;

  private final List<ClBuffer> buffers = new ArrayList<>();
  private final List<ClKernel> kernels = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private final List<OpenClArrivalRing> rings = new ArrayList<>();
  private final Staging staging = new Staging();
  private final List<PendingRead> pendingReads = new ArrayList<>();
  private boolean closed;

  /**
   * A workspace.
   *
   * @param owner whose it is, for messages
   */
  ClWorkspace(ClContext context, String owner) {
    super(context, owner);
  }

  /** A kernel, built where that was not done yet. */
  ClKernel kernel(String path, List<String> macros, KernelSignature signature) {
    long program = context().programs().program(KernelSource.load(path), macros, label());
    ClKernel kernel = new ClKernel(this, program, signature);
    kernels.add(kernel);
    return kernel;
  }

  /** An inbox for the launches of this workspace. */
  Inbox inbox() {
    Inbox inbox = new Inbox(this);
    inboxes.add(inbox);
    return inbox;
  }

  /** A place for what is read while nobody waits. */
  PendingRead pendingRead() {
    PendingRead pending = new PendingRead(this);
    pendingReads.add(pending);
    return pending;
  }

  /** Keeps a ring until this workspace is closed. */
  void keep(OpenClArrivalRing ring) {
    ring.retain();
    rings.add(ring);
  }

  /** The size of an array, refused where the indices of kernels, which are ints, do not reach. */
  int words(String name, long count) {
    if (count > Integer.MAX_VALUE) {
      throw new OpenClException(
          "%s: '%s' takes %d words, kernels reach %d: use more slices"
              .formatted(label(), name, count, Integer.MAX_VALUE));
    }
    return (int) count;
  }

  /** A buffer without content. */
  ClBuffer buffer(String name, long bytes) {
    long size = Math.max(bytes, WORD);
    if (size > context().device().largestBufferBytes()) {
      throw new OpenClException(
          label() + ": " + OpenClMemory.tooLarge(name, size, context().device()));
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long handle = clCreateBuffer(context().handle(), CL_MEM_READ_WRITE, size, code);
      if (code.get(0) != ClError.SUCCESS) {
        throw failure(code.get(0), "creating the buffer '" + name + "' of " + size + " bytes");
      }
      ClBuffer buffer = new ClBuffer(handle, name, size);
      context().noteMemory(size);
      buffers.add(buffer);
      return buffer;
    }
  }

  private void release(ClBuffer buffer) {
    clReleaseMemObject(buffer.handle());
    context().noteMemory(-buffer.bytes());
  }

  /** A buffer of zeroed 32-bit words. */
  ClBuffer zeros(String name, long words) {
    ClBuffer buffer = buffer(name, WORD * words);
    fill(buffer, 0);
    return buffer;
  }

  /** Frees a buffer before the workspace is closed. */
  void free(ClBuffer buffer) {
    finish();
    buffers.remove(buffer);
    release(buffer);
  }

  /** Enqueues: sets all words of a buffer. */
  void fill(ClBuffer buffer, int word) {
    fill(buffer, word, buffer.bytes() / WORD);
  }

  ClBuffer floats(String name, float[] content) {
    ClBuffer buffer = buffer(name, (long) WORD * content.length);
    write(buffer, content);
    return buffer;
  }

  ClBuffer ints(String name, int[] content) {
    ClBuffer buffer = buffer(name, (long) WORD * content.length);
    write(buffer, content);
    return buffer;
  }

  /** A buffer of 16 bits for each number from 0 to 65,535; whole words. */
  ClBuffer shorts(String name, int[] content) {
    ClBuffer buffer = buffer(name, WORD * ((content.length + 1L) / SHORTS));
    int most = SHORTS * Staging.MOST_WORDS;
    for (int from = 0; from < content.length; from += most) {
      int count = Math.min(most, content.length - from);
      int words = (count + 1) / SHORTS;
      ShortBuffer narrow = staging.words(words).asShortBuffer();
      for (int i = 0; i < count; i++) {
        narrow.put(i, (short) content[from + i]);
      }
      writeStaged(buffer, from / SHORTS, words);
    }
    return buffer;
  }

  ClBuffer longs(String name, long[] content) {
    ClBuffer buffer = buffer(name, (long) LONG_WORDS * WORD * content.length);
    write(buffer, content);
    return buffer;
  }

  /** Copies values of an array to or from memory that a device reads or writes. */
  private interface Piece {
    void copy(ByteBuffer staged, int from, int count);
  }

  /** Overwrites the beginning of a buffer and waits. */
  void write(ClBuffer buffer, long[] content) {
    write(buffer, content.length, LONG_WORDS, (b, i, n) -> b.asLongBuffer().put(content, i, n));
  }

  /** Overwrites the beginning of a buffer and waits. */
  void write(ClBuffer buffer, float[] content) {
    write(buffer, content.length, 1, (b, i, n) -> b.asFloatBuffer().put(content, i, n));
  }

  /** Overwrites the beginning of a buffer and waits. */
  void write(ClBuffer buffer, int[] content) {
    write(buffer, content.length, 1, (b, i, n) -> b.asIntBuffer().put(content, i, n));
  }

  private void write(ClBuffer buffer, int values, int wordsOfValue, Piece piece) {
    int most = Staging.MOST_WORDS / wordsOfValue;
    for (int from = 0; from < values; from += most) {
      int count = Math.min(most, values - from);
      piece.copy(staging.words(wordsOfValue * count), from, count);
      writeStaged(buffer, (long) wordsOfValue * from, wordsOfValue * count);
    }
  }

  private void writeStaged(ClBuffer buffer, long fromWord, int words) {
    write(buffer, fromWord * WORD, staging.address(), (long) words * WORD, true);
  }

  /** Waits, then reads the first values of a buffer. */
  int[] readInts(ClBuffer buffer, int values) {
    int[] content = new int[values];
    read(buffer, values, 1, (b, i, n) -> b.asIntBuffer().get(content, i, n));
    return content;
  }

  /** Waits, then reads the first values of a buffer. */
  float[] readFloats(ClBuffer buffer, int values) {
    float[] content = new float[values];
    read(buffer, values, 1, (b, i, n) -> b.asFloatBuffer().get(content, i, n));
    return content;
  }

  /** Waits, then reads the first values of a buffer. */
  long[] readLongs(ClBuffer buffer, int values) {
    long[] content = new long[values];
    read(buffer, values, LONG_WORDS, (b, i, n) -> b.asLongBuffer().get(content, i, n));
    return content;
  }

  private void read(ClBuffer buffer, int values, int wordsOfValue, Piece piece) {
    int most = Staging.MOST_WORDS / wordsOfValue;
    for (int from = 0; from < values; from += most) {
      int count = Math.min(most, values - from);
      ByteBuffer staged = staging.words(wordsOfValue * count);
      read(buffer, (long) wordsOfValue * from, wordsOfValue * count, staging.address(), true);
      piece.copy(staged, from, count);
    }
  }

  /** A device that is lost may refuse all of this; there is nothing left to be done about it. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    end();
    kernels.forEach(ClKernel::release);
    buffers.forEach(this::release);
    releaseQueue();
    inboxes.forEach(Inbox::release);
    rings.forEach(OpenClArrivalRing::close);
    pendingReads.forEach(PendingRead::close);
    staging.close();
  }
}
