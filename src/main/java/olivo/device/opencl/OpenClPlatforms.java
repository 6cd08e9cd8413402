package olivo.device.opencl;

import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NOT_FOUND;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ALL;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_GPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_VENDOR;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.linux.DynamicLinkLoader;

/**
 * What OpenCL offers on this machine. The first question wakes up all drivers, once per process, on
 * one thread and with the {@linkplain SignalHandlers signal handlers} of Java kept.
 */
public final class OpenClPlatforms {
  private static final String HOW_TO_INSTALL =
      "install a driver: that of the graphics card's vendor, or PoCL for processors"
          + " (Debian, Ubuntu: apt-get install pocl-opencl-icd)";

  private static Inventory found;

  private OpenClPlatforms() {}

  /**
   * What was found.
   *
   * @param devices usable devices, by platform and index
   * @param trouble why there is none, or why some are missing, and what to do about it
   */
  public record Inventory(List<FoundDevice> devices, Optional<String> trouble) {
    public Inventory {
      devices = List.copyOf(devices);
    }

    /** The device of a name. */
    public Optional<FoundDevice> device(String name) {
      return devices.stream().filter(device -> device.name().equals(name)).findFirst();
    }
  }

  /** The devices of this machine. Never throws for want of OpenCL. */
  public static synchronized Inventory inventory() {
    if (found == null) {
      found = discover();
    }
    return found;
  }

  private static Inventory discover() {
    try {
      Configuration.OPENCL_EXPLICIT_INIT.set(true);
      try (SignalHandlers kept = SignalHandlers.save()) {
        loadLibrary();
        return list();
      }
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      return new Inventory(
          List.of(), Optional.of("no OpenCL library (" + e.getMessage() + "): " + HOW_TO_INSTALL));
    } catch (OpenClException e) {
      return new Inventory(List.of(), Optional.of(e.getMessage() + "; " + HOW_TO_INSTALL));
    }
  }

  /** Run-time packages of Linux bring the library under its versioned name only. */
  private static void loadLibrary() {
    String versioned = "libOpenCL.so.1";
    boolean linux = Platform.get() == Platform.LINUX;
    if (linux && Configuration.OPENCL_LIBRARY_NAME.get() == null) {
      if (!isThere(versioned)) {
        throw new OpenClException("no OpenCL library");
      }
      Configuration.OPENCL_LIBRARY_NAME.set(versioned);
    }
    CL.create();
  }

  /** Asked here because LWJGL complains on the terminal about libraries that it does not find. */
  private static boolean isThere(String library) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      long handle =
          DynamicLinkLoader.ndlopen(
              MemoryUtil.memAddress(stack.ASCII(library)), DynamicLinkLoader.RTLD_LAZY);
      if (handle != MemoryUtil.NULL) {
        DynamicLinkLoader.dlclose(handle);
      }
      return handle != MemoryUtil.NULL;
    }
  }

  private static Inventory list() {
    List<FoundDevice> devices = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int code = clGetPlatformIDs(null, count);
      if (code == ClError.PLATFORM_NOT_FOUND_KHR
          || (code == ClError.SUCCESS && count.get(0) == 0)) {
        return new Inventory(List.of(), Optional.of("no OpenCL driver: " + HOW_TO_INSTALL));
      }
      ClError.check(code, "counting platforms");
      PointerBuffer platforms = stack.mallocPointer(count.get(0));
      ClError.check(clGetPlatformIDs(platforms, (IntBuffer) null), "listing platforms");
      for (int p = 0; p < platforms.capacity(); p++) {
        try {
          List<FoundDevice> ofPlatform = list(p, platforms.get(p));
          if (!ofPlatform.isEmpty()) {
            WarmUp.compileAndRun(ofPlatform.get(0));
          }
          devices.addAll(ofPlatform);
        } catch (OpenClException e) {
          troubles.add("platform " + p + " is not usable: " + e.getMessage());
        }
      }
    }
    if (devices.isEmpty() && troubles.isEmpty()) {
      troubles.add("no OpenCL driver offers a device: " + HOW_TO_INSTALL);
    }
    return new Inventory(
        devices, troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)));
  }

  private static List<FoundDevice> list(int index, long platform) {
    List<FoundDevice> devices = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int code = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, null, count);
      if (code == CL_DEVICE_NOT_FOUND) {
        return devices;
      }
      ClError.check(code, "counting devices");
      PointerBuffer ids = stack.mallocPointer(count.get(0));
      ClError.check(
          clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids, (IntBuffer) null), "listing devices");
      for (int d = 0; d < ids.capacity(); d++) {
        devices.add(describe("opencl:" + index + "." + d, platform, ids.get(d)));
      }
    }
    return devices;
  }

  private static FoundDevice describe(String name, long platform, long device) {
    long type = number(device, CL_DEVICE_TYPE);
    FoundDevice.Kind kind =
        (type & CL_DEVICE_TYPE_GPU) != 0
            ? FoundDevice.Kind.GPU
            : (type & CL_DEVICE_TYPE_CPU) != 0 ? FoundDevice.Kind.CPU : FoundDevice.Kind.OTHER;
    return new FoundDevice(
        name,
        platformName(platform),
        text(device, CL_DEVICE_NAME),
        text(device, CL_DEVICE_VENDOR),
        text(device, CL_DRIVER_VERSION),
        number(device, CL_DEVICE_GLOBAL_MEM_SIZE),
        number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (int) number(device, CL_DEVICE_MAX_COMPUTE_UNITS),
        (int) number(device, CL_DEVICE_MAX_WORK_GROUP_SIZE),
        kind,
        platform,
        device);
  }

  private static String platformName(long platform) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      ClError.check(
          clGetPlatformInfo(platform, CL_PLATFORM_NAME, (ByteBuffer) null, size), "platform name");
      ByteBuffer text = stack.malloc((int) size.get(0));
      ClError.check(clGetPlatformInfo(platform, CL_PLATFORM_NAME, text, null), "platform name");
      return MemoryUtil.memUTF8(MemoryUtil.memAddress(text)).trim();
    }
  }

  private static String text(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      ClError.check(clGetDeviceInfo(device, what, (ByteBuffer) null, size), "device property");
      ByteBuffer text = stack.malloc((int) size.get(0));
      ClError.check(clGetDeviceInfo(device, what, text, null), "device property");
      return MemoryUtil.memUTF8(MemoryUtil.memAddress(text)).trim();
    }
  }

  /** Properties are of 4 or 8 bytes; the zeroed rest makes both read the same. */
  private static long number(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      LongBuffer value = stack.callocLong(1);
      ClError.check(clGetDeviceInfo(device, what, value, null), "device property");
      return value.get(0);
    }
  }
}
