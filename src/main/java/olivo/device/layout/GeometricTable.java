package olivo.device.layout;

/**
 * Turns random words into intervals of a Bernoulli process: X steps with probability {@code p (1 -
 * p)^(X - 1)}, by integer look-up.
 *
 * <p>Entry k holds {@code floor(P(X <= k + 1) 2^31) - 1}, so that X - 1 is the first k whose entry
 * is not below the upper 31 bits of the word. Where the table ends before the distribution does, a
 * word beyond it means {@code length} steps without an event and another draw, since the process
 * has no memory.
 */
public final class GeometricTable {
  /** Result of {@link #lookUp} for a word beyond the table. */
  public static final int BEYOND = -1;

  private static final int LONGEST = 1 << 16;
  private static final int GUIDE_BITS = 12;
  private static final int GUIDE_SHIFT = 31 - GUIDE_BITS;

  private final int[] bound;
  private final int[] guide;

  private GeometricTable(int[] bound) {
    this.bound = bound;
    this.guide = new int[1 << GUIDE_BITS];
    int k = 0;
    for (int bucket = 0; bucket < guide.length; bucket++) {
      while (k < bound.length && bound[k] < bucket << GUIDE_SHIFT) {
        k++;
      }
      guide[bucket] = k;
    }
  }

  /**
   * The table of a probability.
   *
   * @param p probability of an event in a step, above 0 and at most 1
   */
  public static GeometricTable of(double p) {
    double log = Math.log1p(-p);
    int length = 1;
    while (length < LONGEST && Math.exp(length * log) >= 0x1p-32) {
      length++;
    }
    int[] bound = new int[length];
    for (int k = 0; k < length; k++) {
      bound[k] = (int) (Math.min(0x1p31, Math.floor(-Math.expm1((k + 1) * log) * 0x1p31)) - 1);
    }
    if (length < LONGEST) {
      bound[length - 1] = Integer.MAX_VALUE;
    }
    return new GeometricTable(bound);
  }

  /** Number of steps that the table covers. */
  public int length() {
    return bound.length;
  }

  /** The entries, as kernels need them. */
  public int[] bounds() {
    return bound.clone();
  }

  /** The interval in steps, at least 1, or {@link #BEYOND}. */
  public int lookUp(int word) {
    int upper = word >>> 1;
    int k = guide[upper >>> GUIDE_SHIFT];
    while (k < bound.length && bound[k] < upper) {
      k++;
    }
    return k < bound.length ? k + 1 : BEYOND;
  }
}
