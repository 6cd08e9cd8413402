package olivo.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The problems found so far, and the plain comparisons behind most of them.
 *
 * <p>Every comparison reports NaN. A caller that combines several values must stay silent where one
 * of them is NaN, because that one has been reported already.
 */
final class Findings {
  /** From so many ms on, times are shown in s. */
  private static final double LONG_MS = 1e9;

  private final LinkedHashSet<Problem> problems = new LinkedHashSet<>();

  /** Everything reported, without repetitions, in the order of the report. */
  List<Problem> problems() {
    return new ArrayList<>(problems);
  }

  void report(String path, String message) {
    problems.add(new Problem(path, message));
  }

  void finite(String path, double value, String unit) {
    if (!Double.isFinite(value)) {
      report(path, "must be finite, got " + show(value, unit));
    }
  }

  void aboveZero(String path, double value, String unit) {
    if (!(value > 0) || Double.isInfinite(value)) {
      report(path, "must be above 0, got " + show(value, unit));
    }
  }

  void notNegative(String path, double value, String unit) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      report(path, "must be 0 or more, got " + show(value, unit));
    }
  }

  /** A value as a person would write it. */
  static String show(double value, String unit) {
    String number;
    if (!Double.isFinite(value)) {
      number = Double.toString(value);
    } else {
      BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
      if (unit.equals("ms") && Math.abs(value) >= LONG_MS) {
        return decimal.movePointLeft(3).stripTrailingZeros().toPlainString() + " s";
      }
      boolean plain = Math.abs(decimal.precision() - decimal.scale()) <= 12;
      number = plain ? decimal.toPlainString() : decimal.toString();
    }
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
