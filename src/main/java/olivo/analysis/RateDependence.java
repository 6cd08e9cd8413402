package olivo.analysis;

import java.util.List;

/**
 * How a rate depends on a value.
 *
 * @param population whose rate
 * @param points one for each run
 */
public record RateDependence(String population, List<Point> points) {
  /**
   * A run.
   *
   * @param value what was varied
   * @param hz the rate
   */
  public record Point(double value, double hz) {}

  public RateDependence {
    points = List.copyOf(points);
  }
}
