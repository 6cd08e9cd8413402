package olivo.device.opencl;

import static org.lwjgl.system.MemoryUtil.NULL;
import static org.lwjgl.system.MemoryUtil.memAddress;
import static org.lwjgl.system.MemoryUtil.memGetAddress;
import static org.lwjgl.system.MemoryUtil.memPutAddress;
import static org.lwjgl.system.MemoryUtil.memPutInt;
import static org.lwjgl.system.MemoryUtil.memUTF8;

import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.Callback;
import org.lwjgl.system.CallbackI;
import org.lwjgl.system.FunctionProviderLocal;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.Pointer;
import org.lwjgl.system.SharedLibrary;
import org.lwjgl.system.libffi.FFICIF;
import org.lwjgl.system.libffi.FFIType;
import org.lwjgl.system.libffi.LibFFI;

/**
 * The OpenCL library with some of its entry points replaced: by ones that count what is created and
 * released, and that fail when they are told to. Everything else, and the device, is real.
 *
 * <p>It takes the place of the library for a whole process, so it is for processes of their own.
 */
final class WatchedDriver implements FunctionProviderLocal, AutoCloseable {
  private static final String LIBRARY = "libOpenCL.so.1";

  /** Entry points that return a code, with their numbers of arguments. */
  private static final Map<String, Integer> COMMANDS =
      Map.ofEntries(
          Map.entry("clBuildProgram", 6),
          Map.entry("clEnqueueFillBuffer", 9),
          Map.entry("clEnqueueMarkerWithWaitList", 4),
          Map.entry("clEnqueueNDRangeKernel", 9),
          Map.entry("clEnqueueReadBuffer", 9),
          Map.entry("clEnqueueWriteBuffer", 9),
          Map.entry("clFinish", 1),
          Map.entry("clFlush", 1),
          Map.entry("clGetEventInfo", 5),
          Map.entry("clGetKernelInfo", 5),
          Map.entry("clGetKernelWorkGroupInfo", 6),
          Map.entry("clSetEventCallback", 4));

  /** Entry points that return an object and a code through their last argument. */
  private static final Map<String, Integer> CREATIONS =
      Map.of(
          "clCreateBuffer", 5,
          "clCreateCommandQueue", 4,
          "clCreateContext", 6,
          "clCreateKernel", 3,
          "clCreateProgramWithSource", 5);

  private static final List<String> RELEASES =
      List.of(
          "clReleaseCommandQueue",
          "clReleaseContext",
          "clReleaseKernel",
          "clReleaseMemObject",
          "clReleaseProgram");

  private static final int OPTIONS_OF_BUILD = 3;

  private final SharedLibrary library;
  private final Map<String, EntryPoint> entryPoints = new HashMap<>();
  private final Map<Long, String> live = new HashMap<>();
  private final TreeMap<String, Integer> created = new TreeMap<>();
  private Predicate<String> mayFail = name -> false;
  private long callsBeforeFailure;
  private int failure;
  private long calls;
  private int failed;
  private int strayReleases;
  private String moreOptions = "";

  private WatchedDriver(SharedLibrary library) {
    this.library = library;
    COMMANDS.forEach((name, count) -> entryPoints.put(name, new Command(name, count)));
    CREATIONS.forEach((name, count) -> entryPoints.put(name, new Creation(name, count)));
    RELEASES.forEach(name -> entryPoints.put(name, new Release(name)));
  }

  /** Wakes up the drivers as always, then takes the place of the library. */
  static WatchedDriver install() {
    if (OpenClPlatforms.inventory().devices().isEmpty()) {
      throw new IllegalStateException(OpenClPlatforms.inventory().trouble().orElseThrow());
    }
    WatchedDriver driver = new WatchedDriver(APIUtil.apiCreateLibrary(LIBRARY));
    CL.destroy();
    CL.create(driver);
    return driver;
  }

  /** Gives the library its place back. */
  @Override
  public void close() {
    CL.destroy();
    CL.create(LIBRARY);
    entryPoints.values().forEach(EntryPoint::free);
    library.free();
  }

  /** Entry points that {@link #failAt} can name. */
  static boolean isFallible(String name) {
    return COMMANDS.containsKey(name) || CREATIONS.containsKey(name);
  }

  /**
   * Makes one call fail, and all later ones of the same entry points, as a device does that is
   * lost.
   *
   * @param names whose calls are counted
   * @param call which of them fails first, from 1
   * @param code what it returns
   */
  synchronized void failAt(Predicate<String> names, long call, int code) {
    mayFail = names;
    callsBeforeFailure = call - 1;
    failure = code;
    calls = 0;
    failed = 0;
  }

  /** Calls of the counted entry points since then. */
  synchronized long calls() {
    return calls;
  }

  /** How many of them failed. */
  synchronized int failed() {
    return failed;
  }

  /** Nothing fails any more, and nothing is counted. */
  synchronized void heal() {
    mayFail = name -> false;
  }

  /** Has all programs built with further options. */
  synchronized void addOptions(String options) {
    moreOptions = options;
  }

  /** Objects that were created and not released, by the entry points that created them. */
  synchronized Map<String, Long> live() {
    TreeMap<String, Long> counts = new TreeMap<>();
    live.values().forEach(name -> counts.merge(name, 1L, Long::sum));
    return counts;
  }

  /** Objects ever created, by the entry points that created them. */
  synchronized Map<String, Integer> created() {
    return new TreeMap<>(created);
  }

  /** Releases of what was not there. */
  synchronized int strayReleases() {
    return strayReleases;
  }

  private synchronized int failureOf(String name) {
    if (!mayFail.test(name) || ++calls <= callsBeforeFailure) {
      return ClError.SUCCESS;
    }
    failed++;
    return failure;
  }

  private synchronized void noteCreated(String name, long object) {
    live.put(object, name);
    created.merge(name, 1, Integer::sum);
  }

  private synchronized void noteReleased(long object) {
    if (live.remove(object) == null) {
      strayReleases++;
    }
  }

  private synchronized String moreOptions() {
    return moreOptions;
  }

  @Override
  public long getFunctionAddress(ByteBuffer name) {
    EntryPoint replaced = entryPoints.get(memUTF8(memAddress(name)));
    return replaced == null ? library.getFunctionAddress(name) : replaced.address();
  }

  @Override
  public long getFunctionAddress(long platform, ByteBuffer name) {
    return getFunctionAddress(name);
  }

  /** An entry point, all of whose arguments are passed on as words of the machine. */
  private abstract class EntryPoint implements CallbackI {
    final String name;
    private final FFICIF cif;
    private final long real;
    private long address;

    EntryPoint(String name, int arguments, FFIType returned) {
      FFIType[] types = new FFIType[arguments];
      Arrays.fill(types, LibFFI.ffi_type_pointer);
      this.name = name;
      this.cif = APIUtil.apiCreateCIF(returned, types);
      this.real = library.getFunctionAddress(name);
    }

    @Override
    public Callback.Descriptor getDescriptor() {
      return new Callback.Descriptor(EntryPoint.class, MethodHandles.lookup(), cif);
    }

    @Override
    public long address() {
      if (address == NULL) {
        address = CallbackI.super.address();
      }
      return address;
    }

    void free() {
      if (address != NULL) {
        Callback.free(address);
      }
    }

    void callReal(long result, long arguments) {
      LibFFI.nffi_call(cif.address(), real, result, arguments);
    }
  }

  /** Where an argument of a callback stands. */
  private static long argument(long arguments, int index) {
    return memGetAddress(arguments + (long) index * Pointer.POINTER_SIZE);
  }

  private final class Command extends EntryPoint {
    Command(String name, int arguments) {
      super(name, arguments, LibFFI.ffi_type_sint32);
    }

    @Override
    public void callback(long result, long arguments) {
      int code = failureOf(name);
      if (code != ClError.SUCCESS) {
        memPutAddress(result, code);
      } else if (name.equals("clBuildProgram") && !moreOptions().isEmpty()) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
          long options = argument(arguments, OPTIONS_OF_BUILD);
          String all = memUTF8(memGetAddress(options)) + " " + moreOptions();
          memPutAddress(options, memAddress(stack.UTF8(all)));
          callReal(result, arguments);
        }
      } else {
        callReal(result, arguments);
      }
    }
  }

  private final class Creation extends EntryPoint {
    private final int last;

    Creation(String name, int arguments) {
      super(name, arguments, LibFFI.ffi_type_pointer);
      this.last = arguments - 1;
    }

    @Override
    public void callback(long result, long arguments) {
      int code = failureOf(name);
      if (code != ClError.SUCCESS) {
        memPutInt(memGetAddress(argument(arguments, last)), code);
        memPutAddress(result, NULL);
        return;
      }
      callReal(result, arguments);
      if (memGetAddress(result) != NULL) {
        noteCreated(name, memGetAddress(result));
      }
    }
  }

  private final class Release extends EntryPoint {
    Release(String name) {
      super(name, 1, LibFFI.ffi_type_sint32);
    }

    /** Noted before, since another thread may be given the same address right after. */
    @Override
    public void callback(long result, long arguments) {
      noteReleased(memGetAddress(argument(arguments, 0)));
      callReal(result, arguments);
    }
  }
}
