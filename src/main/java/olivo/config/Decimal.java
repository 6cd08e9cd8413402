package olivo.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as people write them: {@code 30}, {@code -68}, {@code .5}, {@code 1e3}. */
final class Decimal {
  /** A number, at the beginning of a quantity or alone. */
  static final String SYNTAX = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

  private static final Pattern NUMBER = Pattern.compile(SYNTAX);
  private static final int LONGEST = 400;

  private Decimal() {}

  /** The exact value of a text that matches {@link #SYNTAX}. */
  static BigDecimal exact(String text) throws BadValue {
    if (text.length() > LONGEST) {
      throw new BadValue("a number of " + text.length() + " characters is too long");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw outOfRange(text);
    }
  }

  /** The double nearest to a decimal; refuses what overflows or vanishes. */
  static double nearest(BigDecimal value, String text) throws BadValue {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest) || (nearest == 0 && value.signum() != 0)) {
      throw outOfRange(text);
    }
    return nearest;
  }

  /** A plain number without a unit. */
  static double number(String text) throws BadValue {
    if (!NUMBER.matcher(text).matches()) {
      throw new BadValue("got '" + text + "'; needs a plain number");
    }
    return nearest(exact(text), text);
  }

  /** A whole number in a range. */
  static long whole(String text, long least, long most) throws BadValue {
    if (!NUMBER.matcher(text).matches()) {
      throw new BadValue("got '" + text + "'; needs a whole number");
    }
    BigDecimal value = exact(text).stripTrailingZeros();
    if (value.scale() > 0) {
      throw new BadValue("got '" + text + "'; needs a whole number");
    }
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new BadValue("got '" + text + "'; needs a whole number from " + least + " to " + most);
    }
    return value.longValueExact();
  }

  private static BadValue outOfRange(String text) {
    return new BadValue("'" + text + "' is out of range of double numbers");
  }
}
