package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import olivo.testing.Needs;
import org.junit.jupiter.api.Test;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.JNI;
import org.lwjgl.system.Platform;
import org.lwjgl.system.SharedLibrary;

class SignalHandlersTest {
  /** The real-time signals apart, one that neither Java nor a driver uses for itself. */
  private static final int SIGWINCH = 28;

  private static final long SIG_DFL = 0;
  private static final long SIG_IGN = 1;

  @Test
  void shouldRestoreHandlersWhenSomebodyHasReplacedThem() {
    Needs.that(Platform.get() == Platform.LINUX, "signals of Linux");
    try (SharedLibrary libc = APIUtil.apiCreateLibrary("libc.so.6")) {
      long signal = libc.getFunctionAddress("signal");
      long original = JNI.invokePP(SIGWINCH, SIG_IGN, signal);
      try (SignalHandlers kept = SignalHandlers.save()) {
        assertThat(kept).isNotNull();
        assertThat(JNI.invokePP(SIGWINCH, SIG_DFL, signal)).isEqualTo(SIG_IGN);
      }
      assertThat(JNI.invokePP(SIGWINCH, original, signal)).isEqualTo(SIG_IGN);
    }
  }
}
