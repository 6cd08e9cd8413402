package olivo.validation;

/**
 * The stationary rate of the network of Brunel (2000), model A, by his equations 20 to 22: the
 * first-passage rate of a membrane with white noise, whose mean and variance the rate itself gives.
 */
final class BrunelTheory {
  private static final double TAU_S = 0.02;
  private static final double T_REF_S = 0.002;
  private static final double THRESHOLD_MV = 20;
  private static final double RESET_MV = 10;
  private static final double J_MV = 0.1;
  private static final double SYNAPSES = 1000;
  private static final double INHIBITORY = 0.25;

  private BrunelTheory() {}

  /**
   * The rate at which the network sustains itself, in Hz.
   *
   * @param g strength of inhibition
   * @param externalHz rate of each external synapse
   */
  static double rateHz(double g, double externalHz) {
    double low = 0;
    double high = 400;
    for (int i = 0; i < 60; i++) {
      double rate = (low + high) / 2;
      double mean = SYNAPSES * J_MV * TAU_S * (externalHz + rate * (1 - g * INHIBITORY));
      double variance =
          SYNAPSES * J_MV * J_MV * TAU_S * (externalHz + rate * (1 + g * g * INHIBITORY));
      if (firstPassageRateHz(mean, Math.sqrt(variance)) > rate) {
        low = rate;
      } else {
        high = rate;
      }
    }
    return low;
  }

  private static double firstPassageRateHz(double mean, double sd) {
    double from = (RESET_MV - mean) / sd;
    double to = (THRESHOLD_MV - mean) / sd;
    int pieces = 2000;
    double width = (to - from) / pieces;
    double integral = 0;
    for (int i = 0; i < pieces; i++) {
      double u = from + (i + 0.5) * width;
      integral += Math.exp(u * u) * (1 + erf(u)) * width;
    }
    return 1 / (T_REF_S + TAU_S * Math.sqrt(Math.PI) * integral);
  }

  /** By its power series; good for the arguments that occur, of size 4 and less. */
  private static double erf(double x) {
    double sum = 0;
    double term = x;
    for (int n = 0; n < 120; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
