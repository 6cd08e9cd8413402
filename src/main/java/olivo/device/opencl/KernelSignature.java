package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_KERNEL_NUM_ARGS;
import static org.lwjgl.opencl.CL10.clGetKernelInfo;
import static org.lwjgl.opencl.CL12.CL_KERNEL_ARG_NAME;
import static org.lwjgl.opencl.CL12.CL_KERNEL_ARG_TYPE_NAME;
import static org.lwjgl.opencl.CL12.clGetKernelArgInfo;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * The arguments of a kernel as its host class passes them. Compared with the built kernel, so that
 * an argument out of place is an error at the start and not a wrong result.
 *
 * @param kernel name of the kernel
 * @param arguments type and name of each argument, e.g. {@code "float* gm_v"}
 */
record KernelSignature(String kernel, List<String> arguments) {
  KernelSignature {
    arguments = List.copyOf(arguments);
  }

  /** Type of an argument. */
  String type(int index) {
    return arguments.get(index).substring(0, arguments.get(index).indexOf(' '));
  }

  /** Refuses a kernel with other arguments, as far as its driver tells them. */
  void check(long handle) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      ClError.check(clGetKernelInfo(handle, CL_KERNEL_NUM_ARGS, count, null), "arguments");
      if (count.get(0) != arguments.size()) {
        throw new OpenClException(
            "kernel %s has %d arguments, its host class passes %d"
                .formatted(kernel, count.get(0), arguments.size()));
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      String type = property(handle, i, CL_KERNEL_ARG_TYPE_NAME);
      String name = property(handle, i, CL_KERNEL_ARG_NAME);
      if (type != null && name != null) {
        String actual = type.replace(" ", "") + ' ' + name;
        if (!actual.equals(arguments.get(i))) {
          throw new OpenClException(
              "argument %d of kernel %s is '%s', its host class passes '%s'"
                  .formatted(i, kernel, actual, arguments.get(i)));
        }
      }
    }
  }

  private static String property(long handle, int index, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      int code = clGetKernelArgInfo(handle, index, what, (ByteBuffer) null, size);
      if (code == ClError.KERNEL_ARG_INFO_NOT_AVAILABLE) {
        return null;
      }
      ClError.check(code, "argument of a kernel");
      ByteBuffer text = stack.calloc((int) size.get(0) + 1);
      ClError.check(clGetKernelArgInfo(handle, index, what, text, null), "argument of a kernel");
      return MemoryUtil.memUTF8(MemoryUtil.memAddress(text));
    }
  }
}
