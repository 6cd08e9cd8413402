package olivo.device.jvm;

/**
 * Versions that hold one bit for each target, which says whether its window is open: as many as are
 * in use fit into the nearest cache, however many targets there are.
 */
final class GateVersions extends PutOffChanges {
  /** With fewer targets, versions of their changes are as near, and less is to be computed. */
  private static final int FEWEST_TARGETS = 1 << 10;

  private final long[][] versions;

  /** Where no window is open, and where one is. */
  private final float[] changes = new float[2];

  GateVersions(SourcePart weights) {
    super(weights, versions(bytes(weights.whole().targets())));
    versions =
        new long[versions(bytes(weights.whole().targets()))][words(weights.whole().targets())];
  }

  /** Whether this is the better kind for so many targets. */
  static boolean suit(int targets) {
    return targets >= FEWEST_TARGETS;
  }

  /** Bytes of a version of so many targets. */
  static long bytes(int targets) {
    return (long) Long.BYTES * words(targets);
  }

  private static int words(int targets) {
    return (targets + Long.SIZE - 1) / Long.SIZE;
  }

  /** Which of the two changes a version says to hold for a target. */
  static int gate(long[] version, int target) {
    return (int) (version[target >>> 6] >>> target) & 1;
  }

  @Override
  public void retune(float closed, float open) {
    // What was put off is due with the changes of its time.
    settle();
    changes[0] = closed;
    changes[1] = open;
  }

  @Override
  void copy(int version, int to) {
    System.arraycopy(versions[version], 0, versions[to], 0, versions[version].length);
  }

  @Override
  void set(int version, int target, boolean isOpen) {
    long bit = 1L << target;
    long word = versions[version][target >>> 6];
    versions[version][target >>> 6] = isOpen ? word | bit : word & ~bit;
  }

  @Override
  void change(int source, int version) {
    weights.change(source, versions[version], changes);
  }

  @Override
  void changeAndWeigh(int source, int version) {
    weights.changeAndWeigh(source, versions[version], changes);
  }

  @Override
  void changeTwiceAndWeigh(int source, int first, int second) {
    weights.changeTwiceAndWeigh(source, versions[first], versions[second], changes);
  }
}
