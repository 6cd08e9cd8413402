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
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * The queue, kernels and buffers of one state; closing frees all of them. Commands run in the order
 * in which they are enqueued. Not thread-safe, as states are not.
 */
final class ClWorkspace implements AutoCloseable {
  private static final int WORD = 4;
  private static final int FLOAT_BITS_OF_ZERO = 0;

  private final ClContext context;
  private final String label;
  private final long queue;
  private final List<ClBuffer> buffers = new ArrayList<>();
  private final List<ClKernel> kernels = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private ByteBuffer staging = MemoryUtil.memAlloc(1 << 12);
  private boolean closed;

  /**
   * A workspace.
   *
   * @param label whose it is, for messages
   */
  ClWorkspace(ClContext context, String label) {
    this.context = context;
    this.label = label + " on " + context.device().name();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      this.queue = clCreateCommandQueue(context.handle(), context.device().deviceId(), 0, code);
      ClError.check(code.get(0), "creating the queue of " + this.label);
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
    long program = context.programs().program(KernelSource.load(path), macros);
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

  /** A buffer without content. */
  ClBuffer buffer(String name, long bytes) {
    long size = Math.max(bytes, WORD);
    if (size > context.device().largestBufferBytes()) {
      throw new OpenClException(
          "%s of %s takes %d bytes, %s holds at most %d in one buffer"
              .formatted(
                  name,
                  label,
                  size,
                  context.device().name(),
                  context.device().largestBufferBytes()));
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long handle = clCreateBuffer(context.handle(), CL_MEM_READ_WRITE, size, code);
      ClError.check(code.get(0), "creating " + name + " of " + label + ", " + size + " bytes");
      ClBuffer buffer = new ClBuffer(handle, name, size);
      buffers.add(buffer);
      return buffer;
    }
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
    clReleaseMemObject(buffer.handle());
  }

  /** Enqueues: sets all words of a buffer. */
  void fill(ClBuffer buffer, int word) {
    fill(buffer, word, buffer.bytes() / WORD);
  }

  /** Enqueues: sets the first words of a buffer. */
  void fill(ClBuffer buffer, int word, long words) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer pattern = stack.malloc(WORD).putInt(0, word);
      ClError.check(
          clEnqueueFillBuffer(queue, buffer.handle(), pattern, 0, words * WORD, null, null),
          "filling " + buffer.name() + " of " + label);
    }
  }

  ClBuffer floats(String name, float[] content) {
    ClBuffer buffer = buffer(name, (long) WORD * content.length);
    ByteBuffer bytes = staging((long) WORD * content.length);
    bytes.asFloatBuffer().put(content);
    write(buffer, MemoryUtil.memAddress(bytes), (long) WORD * content.length, true);
    return buffer;
  }

  ClBuffer ints(String name, int[] content) {
    ClBuffer buffer = buffer(name, (long) WORD * content.length);
    ByteBuffer bytes = staging((long) WORD * content.length);
    bytes.asIntBuffer().put(content);
    write(buffer, MemoryUtil.memAddress(bytes), (long) WORD * content.length, true);
    return buffer;
  }

  ClBuffer longs(String name, long[] content) {
    ClBuffer buffer = buffer(name, 2L * WORD * content.length);
    ByteBuffer bytes = staging(2L * WORD * content.length);
    bytes.asLongBuffer().put(content);
    write(buffer, MemoryUtil.memAddress(bytes), 2L * WORD * content.length, true);
    return buffer;
  }

  /** Overwrites the beginning of a buffer and waits. */
  void write(ClBuffer buffer, float[] content) {
    ByteBuffer bytes = staging((long) WORD * content.length);
    bytes.asFloatBuffer().put(content);
    write(buffer, MemoryUtil.memAddress(bytes), (long) WORD * content.length, true);
  }

  /** Overwrites the beginning of a buffer and waits. */
  void write(ClBuffer buffer, int[] content) {
    ByteBuffer bytes = staging((long) WORD * content.length);
    bytes.asIntBuffer().put(content);
    write(buffer, MemoryUtil.memAddress(bytes), (long) WORD * content.length, true);
  }

  /**
   * Enqueues a copy to the beginning of a buffer.
   *
   * @param address where from; must stay as it is until the queue has been waited for
   * @param wait whether to wait for it
   */
  void write(ClBuffer buffer, long address, long bytes, boolean wait) {
    if (bytes > 0) {
      ClError.check(
          nclEnqueueWriteBuffer(queue, buffer.handle(), wait ? 1 : 0, 0, bytes, address, 0, 0, 0),
          "writing " + buffer.name() + " of " + label);
    }
  }

  /** Waits, then reads words of a buffer. */
  int[] readInts(ClBuffer buffer, long from, int count) {
    int[] content = new int[count];
    read(buffer, from, count).asIntBuffer().get(content);
    return content;
  }

  /** Waits, then reads words of a buffer. */
  float[] readFloats(ClBuffer buffer, long from, int count) {
    float[] content = new float[count];
    read(buffer, from, count).asFloatBuffer().get(content);
    return content;
  }

  /** Waits, then reads words of a buffer into memory that stays valid until the next access. */
  ByteBuffer read(ClBuffer buffer, long from, int count) {
    ByteBuffer bytes = staging((long) WORD * count);
    if (count > 0) {
      ClError.check(
          nclEnqueueReadBuffer(
              queue,
              buffer.handle(),
              1,
              from * WORD,
              (long) WORD * count,
              MemoryUtil.memAddress(bytes),
              0,
              0,
              0),
          "reading " + buffer.name() + " of " + label);
    }
    return bytes;
  }

  private ByteBuffer staging(long bytes) {
    if (bytes > staging.capacity()) {
      MemoryUtil.memFree(staging);
      long larger = Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes, 2L * staging.capacity()));
      staging = MemoryUtil.memAlloc(Math.toIntExact(Math.max(bytes, larger)));
    }
    return staging;
  }

  /** Waits for everything enqueued. */
  void finish() {
    ClError.check(clFinish(queue), "waiting for " + label);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    clFinish(queue);
    kernels.forEach(ClKernel::release);
    buffers.forEach(buffer -> clReleaseMemObject(buffer.handle()));
    clReleaseCommandQueue(queue);
    inboxes.forEach(Inbox::release);
    MemoryUtil.memFree(staging);
  }
}
