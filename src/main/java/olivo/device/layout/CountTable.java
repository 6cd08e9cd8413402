package olivo.device.layout;

/**
 * Turns random words into numbers of events of a Poisson process in a step, by integer look-up.
 *
 * <p>Entry k holds {@code floor(P(N <= k) 2^31) - 1}, so that N is the first k whose entry is not
 * below the upper 31 bits of the word. The table ends where the distribution has less than 2^-32
 * left, which its last entry takes in.
 */
public final class CountTable {
  /** Logarithm of the size of the guide. */
  public static final int GUIDE_BITS = 8;

  private static final int GUIDE_SHIFT = Integer.SIZE - 1 - GUIDE_BITS;

  private final int[] bound;
  private final int[] guide;

  private CountTable(int[] bound) {
    this.bound = bound;
    this.guide = new int[1 << GUIDE_BITS];
    int k = 0;
    for (int bucket = 0; bucket < guide.length; bucket++) {
      while (bound[k] < bucket << GUIDE_SHIFT) {
        k++;
      }
      guide[bucket] = k;
    }
  }

  /**
   * The table of a mean.
   *
   * @param mean expected number of events in a step, from 0
   */
  public static CountTable of(double mean) {
    // From the logarithm, since exp(-mean) vanishes where the mean is large.
    int most = (int) (mean + 10 * Math.sqrt(mean) + 20);
    double[] cumulative = new double[most + 1];
    double logProbability = -mean;
    double sum = 0;
    int length = 0;
    do {
      sum += mean == 0 ? 1 : StrictMath.exp(logProbability);
      cumulative[length] = sum;
      length++;
      logProbability += StrictMath.log(mean / length);
    } while (length <= most && 1 - sum >= 0x1p-32);
    int[] bound = new int[length];
    for (int k = 0; k < length; k++) {
      bound[k] = (int) (Math.floor(Math.min(1, cumulative[k]) * 0x1p31) - 1);
    }
    bound[length - 1] = Integer.MAX_VALUE;
    return new CountTable(bound);
  }

  /** The entries, as kernels need them. */
  public int[] bounds() {
    return bound.clone();
  }

  /** For each value of the uppermost bits the first entry that can match, as kernels need it. */
  public int[] guide() {
    return guide.clone();
  }

  /** The number of events that a word stands for. */
  public int lookUp(int word) {
    int upper = word >>> 1;
    int k = guide[upper >>> GUIDE_SHIFT];
    while (bound[k] < upper) {
      k++;
    }
    return k;
  }
}
