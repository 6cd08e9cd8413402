package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clReleaseContext;

import java.nio.IntBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/** A context on one device, with its programs. Thread-safe. */
final class ClContext implements AutoCloseable {
  private final FoundDevice device;
  private final long handle;
  private final ProgramCache programs;
  private final Map<String, QueueTally> tallies = new ConcurrentHashMap<>();
  private final AtomicLong bytesInUse = new AtomicLong();
  private final AtomicLong mostBytesInUse = new AtomicLong();

  ClContext(FoundDevice device) {
    this.device = device;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer properties = stack.pointers(CL_CONTEXT_PLATFORM, device.platformId(), 0);
      IntBuffer code = stack.mallocInt(1);
      this.handle = clCreateContext(properties, device.deviceId(), null, 0, code);
      ClError.check(code.get(0), "creating a context on " + device.name());
    }
    this.programs = new ProgramCache(this);
  }

  FoundDevice device() {
    return device;
  }

  long handle() {
    return handle;
  }

  ProgramCache programs() {
    return programs;
  }

  /** What a new workspace's queue is given to do. */
  QueueTally newTally(String label) {
    QueueTally tally = new QueueTally();
    tallies.put(label, tally);
    return tally;
  }

  /** What the queues of workspaces were given to do, by label; of the latest one of each. */
  Map<String, QueueTally> tallies() {
    return Map.copyOf(tallies);
  }

  /** Notes that buffers take more memory, or less where negative. */
  void noteMemory(long bytes) {
    mostBytesInUse.accumulateAndGet(bytesInUse.addAndGet(bytes), Math::max);
  }

  /** Memory that all buffers of this context take. */
  long bytesInUse() {
    return bytesInUse.get();
  }

  /** The most that they ever took. */
  long mostBytesInUse() {
    return mostBytesInUse.get();
  }

  @Override
  public void close() {
    programs.close();
    clReleaseContext(handle);
  }
}
