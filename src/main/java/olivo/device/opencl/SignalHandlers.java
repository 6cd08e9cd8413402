package olivo.device.opencl;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.SharedLibrary;

/**
 * The signal handlers of the process, as they were when an object of this class was made.
 *
 * <p>Java throws ArithmeticException and NullPointerException from its handlers of SIGFPE and
 * SIGSEGV. Drivers that compile with LLVM inside the process put their own in their place when they
 * are first used, after which such exceptions may not come, and the process may end without a word.
 */
final class SignalHandlers implements AutoCloseable {
  private static final int FIRST_SIGNAL = 1;
  private static final int LAST_SIGNAL = 31;

  /** More than {@code struct sigaction} takes on any Linux. */
  private static final int ACTION_BYTES = 512;

  private record Saved(int signal, ByteBuffer action) {}

  private final List<Saved> saved = new ArrayList<>();
  private final SharedLibrary libc;
  private final long sigaction;

  private SignalHandlers(SharedLibrary libc) {
    this.libc = libc;
    this.sigaction = APIUtil.apiGetFunctionAddress(libc, "sigaction");
  }

  /** Saves the handlers; {@link #close} restores them. Does nothing on systems other than Linux. */
  static SignalHandlers save() {
    boolean linux = Platform.get() == Platform.LINUX;
    SignalHandlers handlers = linux ? new SignalHandlers(cLibrary()) : new SignalHandlers();
    if (linux) {
      for (int signal = FIRST_SIGNAL; signal <= LAST_SIGNAL; signal++) {
        ByteBuffer action = MemoryUtil.memCalloc(ACTION_BYTES);
        long address = MemoryUtil.memAddress(action);
        if (JNI.invokePPI(signal, MemoryUtil.NULL, address, handlers.sigaction) == 0) {
          handlers.saved.add(new Saved(signal, action));
        } else {
          MemoryUtil.memFree(action);
        }
      }
    }
    return handlers;
  }

  private SignalHandlers() {
    this.libc = null;
    this.sigaction = MemoryUtil.NULL;
  }

  private static SharedLibrary cLibrary() {
    return APIUtil.apiCreateLibrary("libc.so.6");
  }

  @Override
  public void close() {
    for (Saved one : saved) {
      // Only SIGKILL and SIGSTOP refuse, which nobody can have changed either.
      JNI.invokePPI(one.signal(), MemoryUtil.memAddress(one.action()), MemoryUtil.NULL, sigaction);
      MemoryUtil.memFree(one.action());
    }
    saved.clear();
    if (libc != null) {
      libc.free();
    }
  }
}
