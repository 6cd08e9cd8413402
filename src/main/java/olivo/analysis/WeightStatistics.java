package olivo.analysis;

/**
 * The weights of one projection at one time.
 *
 * @param mean mean, or NaN without a synapse
 * @param sd standard deviation over synapses
 * @param fractionAtBounds share of the weights that lie at or beyond a bound
 */
public record WeightStatistics(double mean, double sd, double fractionAtBounds) {
  /**
   * Statistics of all weights of a projection.
   *
   * @param wMin lower bound
   * @param wMax upper bound
   */
  public static WeightStatistics of(float[] weights, double wMin, double wMax) {
    double n = weights.length;
    double sum = 0;
    long atBounds = 0;
    // A float32 bound is what a clipped weight really holds.
    float low = (float) wMin;
    float high = (float) wMax;
    for (float weight : weights) {
      sum += weight;
      if (weight <= low || weight >= high) {
        atBounds++;
      }
    }
    double mean = sum / n;
    double squares = 0;
    for (float weight : weights) {
      squares += (weight - mean) * (weight - mean);
    }
    return new WeightStatistics(mean, Math.sqrt(squares / n), atBounds / n);
  }

  /**
   * Standard deviation over zones of the mean weight of a zone. Zones without a synapse are left
   * out.
   *
   * @param postOffsets {@code [targets + 1]}: the weights of target p are {@code
   *     weights[postOffsets[p] .. postOffsets[p + 1])}
   * @param targetsPerZone successive targets that make up a zone; the last zone may have fewer
   */
  public static double zoneSd(float[] weights, int[] postOffsets, int targetsPerZone) {
    if (targetsPerZone < 1) {
      throw new IllegalArgumentException("a zone of " + targetsPerZone + " targets is no zone");
    }
    int targets = postOffsets.length - 1;
    Moments zones = new Moments();
    for (int first = 0; first < targets; first += targetsPerZone) {
      int begin = postOffsets[first];
      int end = postOffsets[Math.min(first + targetsPerZone, targets)];
      double sum = 0;
      for (int i = begin; i < end; i++) {
        sum += weights[i];
      }
      zones.add(sum / (end - begin));
    }
    return zones.sd();
  }
}
