package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL10.nclEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.nclEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL12.clEnqueueFillBuffer;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * The queue, kernels and buffers of one state; closing frees all of them. Commands run in the order
 * in which they are enqueued. Not thread-safe, as states are not.
 */
final class ClWorkspace implements AutoCloseable {
  private static final int WORD = 4;
  private static final int LONG_WORDS = 2;
  private static final int SHORTS = 2;
  private static final int FLOAT_BITS_OF_ZERO = 0;

  static final double BYTES_PER_MB = 1e6;

  private final ClContext context;
  private final String label;
  private final long queue;
  private final List<ClBuffer> buffers = new ArrayList<>();
  private final List<ClKernel> kernels = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private final List<OpenClArrivalRing> rings = new ArrayList<>();
  private final QueueTally tally;
  private final Staging staging = new Staging();
  private final List<PendingRead> pendingReads = new ArrayList<>();
  private final Completion completion = new Completion(this);
  private String lastLaunch;
  private long waitedNs;
  private boolean closed;

  /**
   * A workspace.
   *
   * @param owner whose it is, for messages
   */
  ClWorkspace(ClContext context, String owner) {
    this.context = context;
    this.label = owner + " on " + context.device().name();
    this.tally = context.newTally(label);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      this.queue = clCreateCommandQueue(context.handle(), context.device().deviceId(), 0, code);
      if (code.get(0) != ClError.SUCCESS) {
        throw failure(code.get(0), "creating the queue");
      }
    }
  }

  ClContext context() {
    return context;
  }

  String label() {
    return label;
  }

  long queue() {
    return queue;
  }

  /** A kernel, built where that was not done yet. */
  ClKernel kernel(String path, List<String> macros, KernelSignature signature) {
    long program = context.programs().program(KernelSource.load(path), macros, label);
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
              .formatted(label, name, count, Integer.MAX_VALUE));
    }
    return (int) count;
  }

  /** A buffer without content. */
  ClBuffer buffer(String name, long bytes) {
    long size = Math.max(bytes, WORD);
    if (size > context.device().largestBufferBytes()) {
      throw new OpenClException(label + ": " + OpenClMemory.tooLarge(name, size, context.device()));
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long handle = clCreateBuffer(context.handle(), CL_MEM_READ_WRITE, size, code);
      if (code.get(0) != ClError.SUCCESS) {
        throw failure(code.get(0), "creating the buffer '" + name + "' of " + size + " bytes");
      }
      ClBuffer buffer = new ClBuffer(handle, name, size);
      context.noteMemory(size);
      buffers.add(buffer);
      return buffer;
    }
  }

  private void release(ClBuffer buffer) {
    clReleaseMemObject(buffer.handle());
    context.noteMemory(-buffer.bytes());
  }

  /** A buffer of zeroed 32-bit words. */
  ClBuffer zeros(String name, long words) {
    ClBuffer buffer = buffer(name, WORD * words);
    fill(buffer, FLOAT_BITS_OF_ZERO);
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

  /** Enqueues: sets the first words of a buffer. */
  void fill(ClBuffer buffer, int word, long words) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer pattern = stack.malloc(WORD).putInt(0, word);
      int code = clEnqueueFillBuffer(queue, buffer.handle(), pattern, 0, words * WORD, null, null);
      if (code != ClError.SUCCESS) {
        throw failure(code, "filling " + buffer.name());
      }
      tally.filled();
    }
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

  /**
   * Enqueues a copy to the beginning of a buffer.
   *
   * @param address where from; must stay as it is until the queue has been waited for
   */
  void write(ClBuffer buffer, long address, long bytes) {
    if (bytes > 0) {
      write(buffer, 0, address, bytes, false);
    }
  }

  private void write(ClBuffer buffer, long offset, long address, long bytes, boolean wait) {
    int code =
        nclEnqueueWriteBuffer(
            queue, buffer.handle(), wait ? 1 : 0, offset, bytes, address, 0, 0, 0);
    if (code != ClError.SUCCESS) {
      throw failure(code, "writing " + buffer.name());
    }
    tally.wrote(bytes);
    if (wait) {
      tally.waited();
    }
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
      ByteBuffer staged = read(buffer, (long) wordsOfValue * from, wordsOfValue * count);
      piece.copy(staged, from, count);
    }
  }

  /** Waits, then reads words of a buffer into memory that stays valid until the next access. */
  private ByteBuffer read(ClBuffer buffer, long from, int count) {
    ByteBuffer bytes = staging.words(count);
    long beganAtNs = System.nanoTime();
    read(buffer, from, count, MemoryUtil.memAddress(bytes), true);
    waitedNs += System.nanoTime() - beganAtNs;
    return bytes;
  }

  /**
   * Enqueues a copy of words of a buffer.
   *
   * @param address where to; must stay until the queue has been waited for
   * @param wait whether to do that here
   */
  void read(ClBuffer buffer, long from, int count, long address, boolean wait) {
    long bytes = (long) WORD * count;
    int code =
        nclEnqueueReadBuffer(
            queue, buffer.handle(), wait ? 1 : 0, from * WORD, bytes, address, 0, 0, 0);
    if (code != ClError.SUCCESS) {
      throw failure(code, "reading " + buffer.name() + afterLaunch());
    }
    tally.read(bytes);
    if (wait) {
      tally.waited();
    }
  }

  /** Has everything enqueued done, and somebody called then; see {@link Completion#ask}. */
  void callWhenDone(Runnable ready) {
    completion.ask(ready);
    tally.waited();
  }

  /** Everything enqueued is done. */
  void takeAnswer() {
    waitedNs += completion.take();
  }

  /** Waits for everything enqueued. */
  void finish() {
    long beganAtNs = System.nanoTime();
    int code = clFinish(queue);
    waitedNs += System.nanoTime() - beganAtNs;
    if (code != ClError.SUCCESS) {
      throw failureOfWaiting(code);
    }
    tally.waited();
  }

  /** The exception for a code that the device ended its work with. */
  OpenClException failureOfWaiting(int code) {
    return failure(code, "waiting for the device" + afterLaunch());
  }

  /** Time in ns spent in waiting and reading so far. */
  long waitedNs() {
    return waitedNs;
  }

  /** A kernel was launched. If it fails, that may show only when it is waited for. */
  void noteLaunch(String kernel) {
    lastLaunch = kernel;
    tally.launched();
  }

  private String afterLaunch() {
    return lastLaunch == null ? "" : " after kernel " + lastLaunch;
  }

  /** The exception for a code other than success: who failed where, in what, and why. */
  OpenClException failure(int code, String what) {
    String memory =
        ClError.isWantOfRoom(code)
            ? String.format(
                Locale.ROOT,
                ", with %.1f of the device's %.1f MB in use by this run",
                context.bytesInUse() / BYTES_PER_MB,
                context.device().memoryBytes() / BYTES_PER_MB)
            : "";
    return new OpenClException(label + ": " + what + ": " + ClError.name(code) + memory);
  }

  /** A device that is lost may refuse all of this; there is nothing left to be done about it. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    clFinish(queue);
    completion.forget();
    kernels.forEach(ClKernel::release);
    buffers.forEach(this::release);
    clReleaseCommandQueue(queue);
    inboxes.forEach(Inbox::release);
    rings.forEach(OpenClArrivalRing::close);
    pendingReads.forEach(PendingRead::close);
    staging.close();
  }
}
