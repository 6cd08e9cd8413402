package olivo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is left out, but in continuous
 * integration it fails: what is to be tested there is never skipped.
 */
public final class Needs {
  private Needs() {}

  /**
   * Goes on if a need is met.
   *
   * @param what the need, in words
   */
  public static void that(boolean met, String what) {
    if (isContinuousIntegration()) {
      assertThat(met).as("needs %s", what).isTrue();
    } else {
      Assumptions.assumeTrue(met, "needs " + what);
    }
  }

  /** Whether {@code CI} is set, which is how continuous integration is told from elsewhere. */
  public static boolean isContinuousIntegration() {
    String set = System.getenv("CI");
    return set != null && !set.isBlank() && !set.equals("0") && !set.equals("false");
  }
}
