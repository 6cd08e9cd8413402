package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clReleaseContext;

import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/** A context on one device, with its programs. Thread-safe. */
final class ClContext implements AutoCloseable {
  private final FoundDevice device;
  private final long handle;
  private final ProgramCache programs;

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

  @Override
  public void close() {
    programs.close();
    clReleaseContext(handle);
  }
}
