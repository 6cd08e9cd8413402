package olivo.model;

import java.util.Arrays;

/**
 * Connections one by one, in any order; a pair may occur more than once. Immutable: whoever builds
 * one gives up the arrays. It is a class and not a record because equality here is by content.
 */
public final class ConnectionList {
  private final int[] sources;
  private final int[] targets;
  private final double[] weights;
  private final double[] delaysMs;

  /**
   * Takes ownership of the arrays.
   *
   * @param sources {@code [n]}: source cells
   * @param targets {@code [n]}: target cells
   * @param weights {@code [n]}: weights in the unit of the synapse; null if the projection has one
   *     for all
   * @param delaysMs {@code [n]}: delays in ms; null if the projection has one for all
   */
  public ConnectionList(int[] sources, int[] targets, double[] weights, double[] delaysMs) {
    if (targets.length != sources.length
        || (weights != null && weights.length != sources.length)
        || (delaysMs != null && delaysMs.length != sources.length)) {
      throw new IllegalArgumentException("columns of different lengths");
    }
    this.sources = sources;
    this.targets = targets;
    this.weights = weights;
    this.delaysMs = delaysMs;
  }

  /** Number of connections. */
  public int size() {
    return sources.length;
  }

  /** Source cell of a connection. */
  public int source(int index) {
    return sources[index];
  }

  /** Target cell of a connection. */
  public int target(int index) {
    return targets[index];
  }

  /** Whether connections have weights of their own. */
  public boolean hasWeights() {
    return weights != null;
  }

  /** Weight of a connection, in the unit of the synapse. */
  public double weight(int index) {
    return weights[index];
  }

  /** Whether connections have delays of their own. */
  public boolean hasDelays() {
    return delaysMs != null;
  }

  /** Delay of a connection in ms. */
  public double delayMs(int index) {
    return delaysMs[index];
  }

  /** What stands for the weights where only their range matters. */
  public Distribution weightRange() {
    return range(weights);
  }

  /** What stands for the delays where only their range matters. */
  public Distribution delayRangeMs() {
    return range(delaysMs);
  }

  private static Distribution range(double[] values) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    return new Distribution.Uniform(low, high);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConnectionList list
        && Arrays.equals(sources, list.sources)
        && Arrays.equals(targets, list.targets)
        && Arrays.equals(weights, list.weights)
        && Arrays.equals(delaysMs, list.delaysMs);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sources) + Arrays.hashCode(targets);
  }

  @Override
  public String toString() {
    return "ConnectionList of " + size();
  }
}
