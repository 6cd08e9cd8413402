package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_KERNEL_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clGetKernelWorkGroupInfo;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clSetKernelArg1f;
import static org.lwjgl.opencl.CL10.clSetKernelArg1i;
import static org.lwjgl.opencl.CL10.clSetKernelArg1l;
import static org.lwjgl.opencl.CL10.clSetKernelArg1p;

import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * A kernel of one workspace. Arguments are passed in the order of the signature, after {@link
 * #begin}; one of another kind than the signature says is refused.
 */
final class ClKernel {
  private final ClWorkspace workspace;
  private final KernelSignature signature;
  private final String[] types;
  private final long handle;
  private final int largestGroup;
  private int next;

  ClKernel(ClWorkspace workspace, long program, KernelSignature signature) {
    this.workspace = workspace;
    this.signature = signature;
    this.types = new String[signature.arguments().size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = signature.type(i);
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      this.handle = clCreateKernel(program, signature.kernel(), code);
      check(code.get(0), "creating");
    }
    boolean fits = false;
    try {
      signature.check(handle, workspace);
      this.largestGroup = askLargestGroup();
      fits = true;
    } finally {
      if (!fits) {
        release();
      }
    }
  }

  private int askLargestGroup() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      long device = workspace.context().device().deviceId();
      check(
          clGetKernelWorkGroupInfo(handle, device, CL_KERNEL_WORK_GROUP_SIZE, size, null),
          "asking for the group size of");
      return (int) size.get(0);
    }
  }

  /** Most work-items that a group of this kernel can have. */
  int largestGroup() {
    return largestGroup;
  }

  /** Starts to pass arguments. */
  ClKernel begin() {
    next = 0;
    return this;
  }

  ClKernel buffer(ClBuffer buffer) {
    if (next >= types.length || !types[next].endsWith("*")) {
      throw misplaced("buffer " + buffer.name());
    }
    passed(clSetKernelArg1p(handle, next, buffer.handle()));
    return this;
  }

  ClKernel integer(int value) {
    expect("int");
    passed(clSetKernelArg1i(handle, next, value));
    return this;
  }

  ClKernel integer64(long value) {
    expect("long");
    passed(clSetKernelArg1l(handle, next, value));
    return this;
  }

  ClKernel real(float value) {
    expect("float");
    passed(clSetKernelArg1f(handle, next, value));
    return this;
  }

  private void expect(String type) {
    if (next >= types.length || !types[next].equals(type)) {
      throw misplaced("a value of type " + type);
    }
  }

  private OpenClException misplaced(String what) {
    return new OpenClException(
        "%s: kernel %s takes no %s as argument %d"
            .formatted(workspace.label(), signature.kernel(), what, next));
  }

  private void passed(int code) {
    if (code != ClError.SUCCESS) {
      throw failure(code, "passing '" + signature.arguments().get(next) + "' to");
    }
    next++;
  }

  private void check(int code, String what) {
    if (code != ClError.SUCCESS) {
      throw failure(code, what);
    }
  }

  private OpenClException failure(int code, String what) {
    return workspace.failure(code, what + " kernel " + signature.kernel());
  }

  /**
   * Enqueues the kernel, once all arguments are passed. No work-items, no launch.
   *
   * @param items number of work-items, rounded up to whole groups
   * @param wantedGroup work-items in a group, if the kernel can have as many
   */
  void launch(long items, int wantedGroup) {
    int group = Math.min(wantedGroup, largestGroup);
    if (next != types.length) {
      throw new OpenClException(
          "%s: kernel %s was given %d arguments"
              .formatted(workspace.label(), signature.kernel(), next));
    }
    if (items <= 0) {
      return;
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer global = stack.pointers((items + group - 1) / group * group);
      PointerBuffer local = stack.pointers(group);
      PointerBuffer event = stack.mallocPointer(1);
      int code =
          clEnqueueNDRangeKernel(workspace.queue(), handle, 1, null, global, local, null, event);
      if (code != ClError.SUCCESS) {
        throw workspace.failure(
            code, "launching kernel %s on %d work-items".formatted(signature.kernel(), items));
      }
      workspace.noteLaunch(signature.kernel(), event.get(0));
    }
  }

  void release() {
    clReleaseKernel(handle);
  }
}
