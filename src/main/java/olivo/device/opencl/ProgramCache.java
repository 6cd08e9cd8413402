package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_PROGRAM_BUILD_LOG;
import static org.lwjgl.opencl.CL10.clBuildProgram;
import static org.lwjgl.opencl.CL10.clCreateProgramWithSource;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;
import static org.lwjgl.opencl.CL10.clReleaseProgram;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** The programs of one context, each built once. Builds one at a time. */
final class ProgramCache implements AutoCloseable {
  /** No option here lets a compiler change the result of an operation. */
  private static final String OPTIONS = "-cl-std=CL1.2 -Werror -cl-kernel-arg-info";

  private record Key(String path, int sourceHash, String options) {}

  private final ClContext context;
  private final Map<Key, Long> programs = new HashMap<>();

  ProgramCache(ClContext context) {
    this.context = context;
  }

  /**
   * The handle of a built program.
   *
   * @param source what to build
   * @param macros definitions, {@code NAME=value}
   * @param label who needs it and where, for messages
   */
  synchronized long program(KernelSource source, List<String> macros, String label) {
    StringBuilder options = new StringBuilder(OPTIONS);
    macros.forEach(macro -> options.append(" -D ").append(macro));
    Key key = new Key(source.path(), source.text().hashCode(), options.toString());
    Long known = programs.get(key);
    if (known == null) {
      known = build(source, key.options(), label);
      programs.put(key, known);
    }
    return known;
  }

  private long build(KernelSource source, String options, String label) {
    FoundDevice device = context.device();
    long program;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      program = clCreateProgramWithSource(context.handle(), source.text(), code);
      ClError.check(code.get(0), label + ": creating the program of cl/" + source.path());
    }
    boolean usable = false;
    try {
      int built = clBuildProgram(program, device.deviceId(), options, null, 0);
      if (built != ClError.SUCCESS) {
        String log = buildLog(program, device.deviceId());
        throw new ProgramBuildException(label, device, source, options, ClError.name(built), log);
      }
      usable = true;
      return program;
    } finally {
      if (!usable) {
        clReleaseProgram(program);
      }
    }
  }

  private static String buildLog(long program, long device) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.callocPointer(1);
      int code =
          clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, size);
      ByteBuffer log = MemoryUtil.memCalloc((int) size.get(0) + 1);
      try {
        if (code == ClError.SUCCESS) {
          code = clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, log, null);
        }
        return code == ClError.SUCCESS
            ? MemoryUtil.memUTF8(MemoryUtil.memAddress(log)).strip()
            : "(the driver gives no log: " + ClError.name(code) + ")";
      } finally {
        MemoryUtil.memFree(log);
      }
    }
  }

  @Override
  public synchronized void close() {
    programs.values().forEach(program -> clReleaseProgram(program));
    programs.clear();
  }
}
