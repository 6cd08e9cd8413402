package olivo.device.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import olivo.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kernels that are compiled while actors run, all of them anew: in processes whose drivers have
 * compiled nothing yet. Drivers may take over the signal handlers of Java when they compile.
 */
@Timeout(1200)
class ConcurrentBuildTest {
  private static final int RUNS = 50;

  @TempDir private Path cache;

  @BeforeAll
  static void needDevices() {
    assertThat(Bench.devices()).isNotEmpty();
  }

  private JavaProcess.Ended run(int runs, String... more) {
    Object[] arguments = new Object[1 + more.length];
    arguments[0] = runs;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new JavaProcess()
        .withEnvironment("POCL_CACHE_DIR", cache)
        .run(BuildTrial.class, arguments);
  }

  private static void assertAllSucceeded(JavaProcess.Ended ended, int runs, int programs) {
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(ended.figure("runs")).isEqualTo(runs);
    assertThat(ended.figure("programs")).isGreaterThanOrEqualTo(programs);
    assertThat(ended.figure("caught")).isEqualTo(HostExceptions.expected());
  }

  @Test
  void shouldSucceedEveryTimeWhenTwoPopulationsBuildAtOnce() {
    assertAllSucceeded(run(RUNS), RUNS, 2 * RUNS);
  }

  @RepeatedTest(2)
  void shouldSucceedWhenAllPopulationsBuildAtOnceInAFreshProcess() {
    assertAllSucceeded(run(1, BuildTrial.ALL), 1, 12);
  }

  @Test
  @Tag("slow")
  void shouldSucceedEveryTimeWhenAllPopulationsBuildAtOnce() {
    assertAllSucceeded(run(RUNS, BuildTrial.ALL), RUNS, 12 * RUNS);
  }
}
