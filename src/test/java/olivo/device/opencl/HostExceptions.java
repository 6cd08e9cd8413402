package olivo.device.opencl;

/** What Java throws from its signal handlers, in code that is compiled. */
final class HostExceptions {
  private static final int TIMES = 200_000;

  private HostExceptions() {}

  /** How many exceptions came, of as many as {@link #expected} says. */
  static int caught() {
    int caught = 0;
    for (int i = 0; i < TIMES; i++) {
      try {
        caught += 1000 / ((i & 1) == 0 ? 0 : 1) > 0 ? 0 : 1;
      } catch (ArithmeticException e) {
        caught++;
      }
    }
    // So few that they come from signals and no longer from checks.
    int[][] arrays = {{1}, null};
    for (int i = 0; i < TIMES; i++) {
      try {
        caught += first(arrays[i % 1000 == 0 ? 1 : 0]) - 1;
      } catch (NullPointerException e) {
        caught++;
      }
    }
    return caught;
  }

  static int expected() {
    return TIMES / 2 + TIMES / 1000;
  }

  private static int first(int[] array) {
    return array[0];
  }
}
