package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import olivo.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What simulations leave behind. In a process of its own: LWJGL counts native memory only if told
 * so before its classes are loaded.
 */
@Timeout(900)
class LeakTest {
  /**
   * Drivers keep some memory for later, and so does Java for what it compiles. With the buffers of
   * all simulations it would be several times as much.
   */
  private static final long MOST_GROWTH_KIB = 96 << 10;

  /** Java may begin or end threads of its own for compilation. */
  private static final long MOST_NATIVE_THREADS = 4;

  private static final String LEAK = "bytes leaked";

  /** Where the one piece of native memory is made that stays until the process ends. */
  private static final String WHAT_STAYS = "Completion.<clinit>";

  @BeforeAll
  static void needDevices() {
    assertThat(Bench.devices()).isNotEmpty();
  }

  private static JavaProcess.Ended run(Object... arguments) {
    return new JavaProcess()
        .with("-Dorg.lwjgl.util.DebugAllocator=true")
        // A heap that does not grow, so that native memory shows.
        .with("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch")
        .run(LeakTrial.class, arguments);
  }

  @Test
  void shouldLeaveNothingBehindWhenSimulationsEndOrFail() {
    JavaProcess.Ended ended = run();
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(ended.figure("simulations")).isEqualTo(100);
    assertThat(ended.figure("failed_creations")).isGreaterThan(300);
    assertThat(ended.figure("failed_runs")).isEqualTo(10);
    assertThat(ended.figure("created")).isGreaterThan(20_000);
    assertThat(ended.figure("buffers_between_simulations")).as(ended.out()).isZero();
    assertThat(ended.figure("live")).as(ended.out()).isZero();
    assertThat(ended.figure("stray_releases")).isZero();
    assertThat(ended.figure("threads")).as(ended.out()).isZero();
    assertThat(ended.figure("native_threads")).isLessThanOrEqualTo(MOST_NATIVE_THREADS);
    assertThat(ended.figure("resident_kib")).isLessThan(MOST_GROWTH_KIB);
    assertThat(ended.err()).containsOnlyOnce(LEAK).containsOnlyOnce(WHAT_STAYS);
  }

  @Test
  void shouldSeeWhatIsLeftBehind() {
    JavaProcess.Ended ended = run(LeakTrial.LEAVE_SOMETHING);
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains("live objects: {clCreateBuffer=1, clCreateCommandQueue=1, clCreateContext=1}");
    assertThat(ended.figure("live")).isEqualTo(3);
    assertThat(ended.figure("threads")).isEqualTo(1);
    assertThat(ended.err()).contains("1 " + LEAK);
  }
}
