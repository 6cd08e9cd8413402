package olivo.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rates over time that share axes.
 *
 * @param title what is shown
 * @param axis what the axis of rates says, with the unit
 * @param lines one for each course
 * @param target band to shade
 * @param untilS where the axis of time ends in s; empty for the end of the longest line
 */
public record RatePanel(
    String title, String axis, List<Line> lines, Optional<Band> target, OptionalDouble untilS) {
  /**
   * A course.
   *
   * @param label what the legend calls it
   * @param colour lines of the same number have the same colour
   * @param dashed whether the line is dashed
   * @param course the rates
   */
  public record Line(String label, int colour, boolean dashed, RateCourse course) {}

  /**
   * A range of rates.
   *
   * @param lowHz lower end
   * @param highHz upper end
   */
  public record Band(double lowHz, double highHz) {}

  public RatePanel {
    lines = List.copyOf(lines);
  }
}
