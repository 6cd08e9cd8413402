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

  /** The signature with another name for a type. */
  KernelSignature with(String variable, String type) {
    return new KernelSignature(
        kernel,
        arguments.stream()
            .map(argument -> argument.replaceFirst("^" + variable + "\\b", type))
            .toList());
  }

  /**
   * Refuses a kernel with other arguments, as far as its driver tells them.
   *
   * @param workspace whose kernel it is
   */
  void check(long handle, ClWorkspace workspace) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int code = clGetKernelInfo(handle, CL_KERNEL_NUM_ARGS, count, null);
      if (code != ClError.SUCCESS) {
        throw cannotAsk(code, workspace);
      }
      if (count.get(0) != arguments.size()) {
        throw new OpenClException(
            "%s: kernel %s has %d arguments, its host class passes %d"
                .formatted(workspace.label(), kernel, count.get(0), arguments.size()));
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      String type = property(handle, i, CL_KERNEL_ARG_TYPE_NAME, workspace);
      String name = property(handle, i, CL_KERNEL_ARG_NAME, workspace);
      if (type != null && name != null) {
        String actual = type.replace(" ", "") + ' ' + name;
        if (!actual.equals(arguments.get(i))) {
          throw new OpenClException(
              "%s: argument %d of kernel %s is '%s', its host class passes '%s'"
                  .formatted(workspace.label(), i, kernel, actual, arguments.get(i)));
        }
      }
    }
  }

  private String property(long handle, int index, int what, ClWorkspace workspace) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      int code = clGetKernelArgInfo(handle, index, what, (ByteBuffer) null, size);
      if (code == ClError.KERNEL_ARG_INFO_NOT_AVAILABLE) {
        return null;
      }
      ByteBuffer text = stack.calloc((int) size.get(0) + 1);
      if (code == ClError.SUCCESS) {
        code = clGetKernelArgInfo(handle, index, what, text, null);
      }
      if (code != ClError.SUCCESS) {
        throw cannotAsk(code, workspace);
      }
      return MemoryUtil.memUTF8(MemoryUtil.memAddress(text));
    }
  }

  private OpenClException cannotAsk(int code, ClWorkspace workspace) {
    return workspace.failure(code, "asking for the arguments of kernel " + kernel);
  }
}
