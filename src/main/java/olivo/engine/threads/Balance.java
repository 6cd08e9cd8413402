package olivo.engine.threads;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which thread steps whom, so that all have equally much to do. */
final class Balance {
  /** Tasks move if the busiest thread has less to do then, by more than loads vary. */
  private static final float WORTH_MOVING = 0.9f;

  private Balance() {}

  /**
   * Homes of tasks: the longest first, each goes to the thread that has least to do until then, and
   * stays where it is if that is one of them.
   *
   * @param loads {@code [tasks]}: time that each takes
   * @param homes {@code [tasks]}: where each is at home, from 0 to threads - 1
   * @return where each had better be, which is where it is if moving hardly helps
   */
  static int[] homes(float[] loads, int[] homes, int threads) {
    float[] present = new float[threads];
    for (int i = 0; i < loads.length; i++) {
      present[homes[i]] += loads[i];
    }
    List<Integer> longestFirst =
        IntStream.range(0, loads.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> loads[i]).reversed())
            .toList();
    float[] even = new float[threads];
    int[] better = new int[loads.length];
    for (int i : longestFirst) {
      int least = homes[i];
      for (int thread = 0; thread < threads; thread++) {
        least = even[thread] < even[least] ? thread : least;
      }
      better[i] = least;
      even[least] += loads[i];
    }
    return most(even) < WORTH_MOVING * most(present) ? better : homes;
  }

  private static float most(float[] loads) {
    float most = 0;
    for (float load : loads) {
      most = Math.max(most, load);
    }
    return most;
  }
}
