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
import org.lwjgl.system.Library;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.SharedLibrary;

/**
 * What OpenCL offers on this machine. The first question wakes up all drivers, once per process, on
 * one thread and with the {@linkplain SignalHandlers signal handlers} of Java kept.
 */
public final class OpenClPlatforms {
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
      return nothing(MissingDriver.noLibrary(e.getMessage()));
    } catch (OpenClException e) {
      return nothing(e.getMessage());
    }
  }

  private static Inventory nothing(String trouble) {
    return new Inventory(List.of(), Optional.of(trouble));
  }

  /** Run-time packages of Linux bring the library under its versioned name only. */
  private static void loadLibrary() {
    String configured = Configuration.OPENCL_LIBRARY_NAME.get();
    String versioned = Platform.get() == Platform.LINUX ? "libOpenCL.so.1" : null;
    String name = configured == null ? versioned : configured;
    if (name == null) {
      CL.create();
    } else {
      loadOrRefuse(name).free();
      CL.create(name);
    }
  }

  /** With something to fall back on LWJGL does not complain on the terminal. */
  private static SharedLibrary loadOrRefuse(String name) {
    return Library.loadNative(
        OpenClPlatforms.class,
        "org.lwjgl.opencl",
        null,
        () -> {
          throw new OpenClException(MissingDriver.noLibrary(name));
        },
        name);
  }

  private static Inventory list() {
    List<FoundDevice> devices = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int code = clGetPlatformIDs(null, count);
      if (code == ClError.PLATFORM_NOT_FOUND_KHR
          || (code == ClError.SUCCESS && count.get(0) == 0)) {
        return nothing(MissingDriver.noPlatform());
      }
      ClError.check(code, "counting platforms");
      PointerBuffer platforms = stack.mallocPointer(count.get(0));
      ClError.check(clGetPlatformIDs(platforms, (IntBuffer) null), "listing platforms");
      for (int p = 0; p < platforms.capacity(); p++) {
        try {
          devices.addAll(awaken(p, platforms.get(p)));
        } catch (OpenClException e) {
          troubles.add(e.getMessage());
        }
      }
    }
    return new Inventory(
        devices, troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)));
  }

  private static List<FoundDevice> awaken(int index, long platform) {
    String name = platformName(platform);
    List<FoundDevice> devices;
    try {
      devices = list(index, platform);
      if (!devices.isEmpty()) {
        WarmUp.compileAndRun(devices.get(0));
      }
    } catch (OpenClException e) {
      throw new OpenClException(
          "the OpenCL driver '" + name + "' is not usable: " + e.getMessage(), e);
    }
    if (devices.isEmpty()) {
      throw new OpenClException(MissingDriver.noDevice(name));
    }
    return devices;
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
