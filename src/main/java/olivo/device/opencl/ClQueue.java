package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.nclEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.nclEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL12.clEnqueueFillBuffer;
import static org.lwjgl.system.MemoryUtil.NULL;
import static org.lwjgl.system.MemoryUtil.memAddress;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Locale;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * Commands to a device, which run in the order in which they are enqueued. Not thread-safe, as
 * states are not.
 */
abstract class ClQueue {
  static final double BYTES_PER_MB = 1e6;
  static final int WORD = 4;

  private final ClContext context;
  private final String label;
  private final long queue;
  private final QueueTally tally;
  private final Completion completion = new Completion(this);
  private String lastLaunch;
  private long waitedNs;

  /**
   * A queue.
   *
   * @param owner whose it is, for messages
   */
  ClQueue(ClContext context, String owner) {
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

  final ClContext context() {
    return context;
  }

  final String label() {
    return label;
  }

  final long queue() {
    return queue;
  }

  /** Enqueues: sets the first words of a buffer. */
  void fill(ClBuffer buffer, int word, long words) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer pattern = stack.malloc(WORD).putInt(0, word);
      int code = clEnqueueFillBuffer(queue, buffer.handle(), pattern, 0, words * WORD, null, null);
      if (code != ClError.SUCCESS) {
        throw failure(code, "filling " + buffer.name());
      }
      completion.note(NULL);
      tally.filled();
    }
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

  /**
   * Enqueues a copy to a buffer.
   *
   * @param wait whether to wait for it, and for everything before
   */
  void write(ClBuffer buffer, long offset, long address, long bytes, boolean wait) {
    int code =
        nclEnqueueWriteBuffer(
            queue, buffer.handle(), wait ? 1 : 0, offset, bytes, address, 0, 0, 0);
    if (code != ClError.SUCCESS) {
      throw failure(code, "writing " + buffer.name());
    }
    completion.note(NULL);
    tally.wrote(bytes);
    if (wait) {
      tally.waited();
    }
  }

  /**
   * Enqueues a copy of words of a buffer.
   *
   * @param address where to; must stay until the queue has been waited for
   * @param wait whether to do that here
   */
  void read(ClBuffer buffer, long from, int count, long address, boolean wait) {
    long bytes = (long) WORD * count;
    long beganAtNs = System.nanoTime();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer event = stack.mallocPointer(1);
      int code =
          nclEnqueueReadBuffer(
              queue,
              buffer.handle(),
              wait ? 1 : 0,
              from * WORD,
              bytes,
              address,
              0,
              0,
              memAddress(event));
      if (code != ClError.SUCCESS) {
        throw failure(code, "reading " + buffer.name() + afterLaunch());
      }
      completion.note(event.get(0));
    }
    tally.read(bytes);
    if (wait) {
      waitedNs += System.nanoTime() - beganAtNs;
      tally.waited();
    }
  }

  /**
   * Has everything enqueued done, and somebody called then; see {@link Completion#ask}.
   *
   * @return whether it is done already, so that nobody is called; {@link #takeAnswer} is due in any
   *     case
   */
  boolean isDoneOrCalls(Runnable ready) {
    tally.waited();
    return completion.ask(ready);
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
  void noteLaunch(String kernel, long event) {
    lastLaunch = kernel;
    completion.note(event);
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

  /** Waits, and calls nobody any more. A device that is lost may refuse to be waited for. */
  final void end() {
    clFinish(queue);
    completion.forget();
  }

  final void releaseQueue() {
    clReleaseCommandQueue(queue);
  }
}
