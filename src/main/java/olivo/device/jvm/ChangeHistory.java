package olivo.device.jvm;

import java.util.Arrays;

/**
 * The change that is due to each target, now and as it was when changes were put off. Versions are
 * numbered from 0 on; only the latest are kept.
 */
final class ChangeHistory {
  /** How many versions are kept at most. */
  static final int MOST_VERSIONS = 256;

  private static final int MOST_VALUES = 1 << 21;
  private static final int FEWEST_VERSIONS = 4;

  private final float[][] versions;
  private final int mask;
  private int oldest;
  private int now;
  private boolean referredTo;

  ChangeHistory(int targets, float change) {
    versions = new float[versions(targets)][targets];
    mask = versions.length - 1;
    Arrays.fill(versions[0], change);
  }

  /** How many versions are kept of the changes of so many targets. */
  static int versions(int targets) {
    int fitting = Integer.highestOneBit(Math.max(1, MOST_VALUES / Math.max(1, targets)));
    return Math.max(FEWEST_VERSIONS, Math.min(MOST_VERSIONS, fitting));
  }

  /** The changes of a version that is kept, of whose number the lower bits are enough. */
  float[] of(int version) {
    return versions[version & mask];
  }

  /** The number of the present version, which is kept as it is from now on. */
  int refer() {
    referredTo = true;
    return now;
  }

  /** Whether {@link #renew} would drop a version that is not forgotten. */
  boolean isExhausted() {
    return referredTo && now - oldest == mask;
  }

  /** No version before the present one is needed any more. */
  void forget() {
    oldest = now;
  }

  /** Makes sure that {@link #set} changes no version that has been referred to. */
  void renew() {
    if (referredTo) {
      System.arraycopy(of(now), 0, of(now + 1), 0, of(now).length);
      now++;
      referredTo = false;
    }
  }

  /** From now on, a target changes so. */
  void set(int target, float change) {
    versions[now & mask][target] = change;
  }
}
