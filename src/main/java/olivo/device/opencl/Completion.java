package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_COMPLETE;
import static org.lwjgl.opencl.CL10.CL_EVENT_COMMAND_EXECUTION_STATUS;
import static org.lwjgl.opencl.CL10.clFlush;
import static org.lwjgl.opencl.CL10.clGetEventInfo;
import static org.lwjgl.opencl.CL10.clReleaseEvent;
import static org.lwjgl.opencl.CL11.clSetEventCallback;
import static org.lwjgl.opencl.CL12.clEnqueueMarkerWithWaitList;
import static org.lwjgl.system.MemoryUtil.NULL;

import java.nio.IntBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CLEventCallback;
import org.lwjgl.system.MemoryStack;

/**
 * Says when a device has done what one queue was given, so that no thread has to wait for it. The
 * owner of the queue asks once, and asks again only after it has taken the answer.
 */
final class Completion {
  private static final Map<Long, Completion> AWAITED = new ConcurrentHashMap<>();
  private static final AtomicLong LAST_ID = new AtomicLong();

  /** One for all, which stays: a driver may still be in it when the queue is gone. */
  private static final CLEventCallback CALLBACK =
      CLEventCallback.create((event, status, id) -> answer(id, status));

  private final ClQueue queue;

  /** Of the latest command, if that has one. */
  private long event = NULL;

  private long id;
  private Runnable ready;
  private long askedAtNs;

  /** Written by a thread of the driver before it calls {@link #ready}. */
  private volatile int status;

  Completion(ClQueue queue) {
    this.queue = queue;
  }

  private static void answer(long id, int status) {
    Completion awaited = AWAITED.remove(id);
    if (awaited != null) {
      awaited.answer(status);
    }
  }

  /** The device has ended its work; below zero, by an error. */
  void answer(int newStatus) {
    status = newStatus;
    ready.run();
  }

  /** A command was enqueued, whose event this is, or {@code NULL} if it has none. */
  void note(long eventOfCommand) {
    if (event != NULL) {
      clReleaseEvent(event);
    }
    event = eventOfCommand;
  }

  /**
   * Has the device work on everything enqueued.
   *
   * @param whenReady called once, by any thread and maybe before this returns, when all of it is
   *     done or has failed
   * @return whether all of it is done already, so that nobody is called
   */
  boolean ask(Runnable whenReady) {
    ready = whenReady;
    status = CL_COMPLETE;
    askedAtNs = System.nanoTime();
    if (event == NULL) {
      mark();
    }
    check(clFlush(queue.queue()));
    if (isDone()) {
      return true;
    }
    id = LAST_ID.incrementAndGet();
    AWAITED.put(id, this);
    check(clSetEventCallback(event, CL_COMPLETE, CALLBACK, id));
    return false;
  }

  /** Devices that work in the thread that asks them are done when it has asked. */
  private boolean isDone() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer now = stack.mallocInt(1);
      check(clGetEventInfo(event, CL_EVENT_COMMAND_EXECUTION_STATUS, now, null));
      return now.get(0) == CL_COMPLETE;
    }
  }

  /** A queue works in order, so that a marker is done when everything before it is. */
  private void mark() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer marker = stack.mallocPointer(1);
      check(clEnqueueMarkerWithWaitList(queue.queue(), null, marker));
      event = marker.get(0);
    }
  }

  /**
   * Takes the answer.
   *
   * @return time in ns since the question
   * @throws OpenClException if the device has failed
   */
  long take() {
    forget();
    check(status);
    return System.nanoTime() - askedAtNs;
  }

  private void check(int code) {
    if (code != ClError.SUCCESS) {
      throw queue.failureOfWaiting(code);
    }
  }

  /** Nobody is called any more. */
  void forget() {
    AWAITED.remove(id);
    note(NULL);
  }
}
