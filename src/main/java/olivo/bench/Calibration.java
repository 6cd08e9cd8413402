package olivo.bench;

/**
 * How fast the machine is at the moment: a fixed piece of work that has nothing to do with Olivo.
 *
 * @param integerNs time of one step of a chain of integer operations
 * @param memoryNs time of one load from 8 MiB, each of which waits for the one before
 */
public record Calibration(double integerNs, double memoryNs) {
  private static final int INTEGER_STEPS = 4_000_000;
  private static final int LOADS = 400_000;
  private static final int LOG2_WORDS = 21;

  /** With an odd increment, a generator of full period: the chain visits every word. */
  private static final int MULTIPLIER = 1664525;

  private static final int INCREMENT = 1013904223;
  private static final int REPETITIONS = 5;

  /** Does the work several times; the fastest counts, which nothing interrupted. */
  public static Calibration measure() {
    int[] chain = new int[1 << LOG2_WORDS];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = (i * MULTIPLIER + INCREMENT) & (chain.length - 1);
    }
    long integerNs = Long.MAX_VALUE;
    long memoryNs = Long.MAX_VALUE;
    long result = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      long began = System.nanoTime();
      result += integers(began | 1);
      long between = System.nanoTime();
      result += loads(chain);
      memoryNs = Math.min(memoryNs, System.nanoTime() - between);
      integerNs = Math.min(integerNs, between - began);
    }
    // Never true, which the compiler does not know: the work has to be done.
    if (result == Long.MIN_VALUE) {
      throw new IllegalStateException();
    }
    return new Calibration((double) integerNs / INTEGER_STEPS, (double) memoryNs / LOADS);
  }

  private static long integers(long seed) {
    long word = seed;
    for (int i = 0; i < INTEGER_STEPS; i++) {
      word ^= word << 13;
      word ^= word >>> 7;
      word ^= word << 17;
    }
    return word >>> 1;
  }

  private static int loads(int[] chain) {
    int at = 0;
    for (int i = 0; i < LOADS; i++) {
      at = chain[at];
    }
    return at;
  }

  /** Both as one figure: their geometric mean. */
  public double combinedNs() {
    return Math.sqrt(integerNs * memoryNs);
  }
}
