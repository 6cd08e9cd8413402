package olivo.device.layout;

import java.util.Arrays;

/**
 * Connections of a whole projection in compressed rows by target. This is the canonical order of a
 * projection's synapses: by target, then by source.
 *
 * @param rowStart {@code [targets + 1]}
 * @param source {@code [connections]}: source cell, ascending in each row
 * @param sources number of cells of the source population
 */
public record FanIn(int[] rowStart, int[] source, int sources) {
  /** Number of target cells. */
  public int targets() {
    return rowStart.length - 1;
  }

  /** Number of connections. */
  public int connections() {
    return source.length;
  }

  /** Largest number of connections onto one target. */
  public int largestIndegree() {
    int largest = 0;
    for (int target = 0; target < targets(); target++) {
      largest = Math.max(largest, rowStart[target + 1] - rowStart[target]);
    }
    return largest;
  }

  /**
   * The connections onto some targets, by source.
   *
   * @param firstTarget first target of the slice
   * @param endTarget first target after the slice
   */
  public Csr bySource(int firstTarget, int endTarget) {
    int[] start = new int[sources + 1];
    for (int i = rowStart[firstTarget]; i < rowStart[endTarget]; i++) {
      start[source[i] + 1]++;
    }
    for (int s = 0; s < sources; s++) {
      start[s + 1] += start[s];
    }
    int[] target = new int[rowStart[endTarget] - rowStart[firstTarget]];
    int[] next = Arrays.copyOf(start, sources);
    for (int t = firstTarget; t < endTarget; t++) {
      for (int i = rowStart[t]; i < rowStart[t + 1]; i++) {
        target[next[source[i]]++] = t - firstTarget;
      }
    }
    return new Csr(start, target);
  }

  /**
   * Numbers of the synapses onto some targets, in the order of {@link #bySource}.
   *
   * @param values {@code [connections]} in canonical order, or null
   * @return null if there are no values
   */
  public int[] bySource(int firstTarget, int endTarget, int[] values) {
    if (values == null) {
      return null;
    }
    int[] next = new int[sources + 1];
    for (int i = rowStart[firstTarget]; i < rowStart[endTarget]; i++) {
      next[source[i] + 1]++;
    }
    for (int s = 0; s < sources; s++) {
      next[s + 1] += next[s];
    }
    int[] turned = new int[rowStart[endTarget] - rowStart[firstTarget]];
    for (int i = rowStart[firstTarget]; i < rowStart[endTarget]; i++) {
      turned[next[source[i]]++] = values[i];
    }
    return turned;
  }
}
