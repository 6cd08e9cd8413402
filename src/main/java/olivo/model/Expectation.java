package olivo.model;

/**
 * The band in which the author of a topology expects a figure of a run.
 *
 * @param subject population or projection
 * @param quantity what is measured, e.g. {@code rate_hz}
 * @param low lower end of the band
 * @param high upper end of the band
 */
public record Expectation(String subject, String quantity, double low, double high) {
  /** Whether a value lies in the band, its ends included. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
