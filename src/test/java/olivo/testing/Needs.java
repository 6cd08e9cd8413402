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
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(met).as("needs %s", what).isTrue();
    } else {
      Assumptions.assumeTrue(met, "needs " + what);
    }
  }
}
