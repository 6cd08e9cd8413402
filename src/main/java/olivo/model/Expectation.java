package olivo.model;

/**
 * The band in which the author of a topology expects a figure of a run.
 *
 * @param subject population or projection
 * @param quantity what is measured, e.g. {@code rate_hz}
 * @param low lower end of the band
 * @param high upper end of the band
 * @param fromMs from when on the network has settled in ms: figures that take in what was before
 *     are not judged
 */
public record Expectation(String subject, String quantity, double low, double high, double fromMs) {
  /** A band for figures of any time. */
  public Expectation(String subject, String quantity, double low, double high) {
    this(subject, quantity, low, high, 0);
  }

  /** Whether a value lies in the band, its ends included. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
