package olivo.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of physical quantities, their units, and how many of the model's units each unit is. */
enum Dimension {
  /** In ms. */
  TIME("a time", "ns 1e-6", "us 1e-3", "ms 1", "s 1e3", "min 6e4"),
  /** In Hz. */
  RATE("a rate", "Hz 1", "kHz 1e3"),
  /** In mV. */
  VOLTAGE("a voltage", "uV 1e-3", "mV 1", "V 1e3"),
  /** In pA. */
  CURRENT("a current", "fA 1e-3", "pA 1", "nA 1e3", "uA 1e6"),
  /** In nS. */
  CONDUCTANCE("a conductance", "pS 1e-3", "nS 1", "uS 1e3"),
  /** In pF. */
  CAPACITANCE("a capacitance", "fF 1e-3", "pF 1", "nF 1e3", "uF 1e6"),
  /** In GOhm, as 1 GOhm is 1 / nS. */
  RESISTANCE("a resistance", "kOhm 1e-6", "MOhm 1e-3", "GOhm 1"),
  /** In pA sqrt(s). */
  CURRENT_NOISE(
      "a current noise",
      "fA sqrt(s) 1e-3",
      "pA sqrt(s) 1",
      "nA sqrt(s) 1e3",
      "fA/sqrt(Hz) 1e-3",
      "pA/sqrt(Hz) 1",
      "nA/sqrt(Hz) 1e3");

  private static final Pattern QUANTITY =
      Pattern.compile("(" + Decimal.SYNTAX + ")(.*)", Pattern.DOTALL);

  private final String article;
  private final Map<String, BigDecimal> units = new LinkedHashMap<>();

  Dimension(String article, String... units) {
    this.article = article;
    for (String unit : units) {
      int blank = unit.lastIndexOf(' ');
      this.units.put(unit.substring(0, blank), new BigDecimal(unit.substring(blank + 1)));
    }
  }

  /** The unit of the model. */
  String unit() {
    return units.entrySet().stream()
        .filter(unit -> unit.getValue().compareTo(BigDecimal.ONE) == 0)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** What a quantity of this kind looks like, e.g. {@code "a rate in Hz or kHz"}. */
  String accepted() {
    List<String> names = new ArrayList<>(units.keySet());
    String last = names.remove(names.size() - 1);
    return article + " in " + String.join(", ", names) + " or " + last;
  }

  /**
   * The value of a quantity in the model's unit: the double nearest to the decimal written.
   *
   * @throws BadValue if the text is not a number with a unit of this dimension
   */
  double read(String text) throws BadValue {
    Matcher matcher = QUANTITY.matcher(text.trim());
    if (!matcher.matches()) {
      throw new BadValue("got '" + text + "'; needs " + accepted());
    }
    String unit = canonical(matcher.group(2));
    if (unit.isEmpty()) {
      throw new BadValue("got '" + text + "', which has no unit; needs " + accepted());
    }
    BigDecimal factor = units.get(unit);
    if (factor == null) {
      throw new BadValue(wrongUnit(text, unit));
    }
    try {
      return Decimal.nearest(Decimal.exact(matcher.group(1)).multiply(factor), text);
    } catch (ArithmeticException e) {
      throw new BadValue("'" + text + "' is out of range of double numbers");
    }
  }

  private String wrongUnit(String text, String unit) {
    Optional<Dimension> other =
        Arrays.stream(values()).filter(kind -> kind.units.containsKey(unit)).findFirst();
    return other
        .map(kind -> "got '" + text + "', " + kind.article + "; needs " + accepted())
        .orElseGet(
            () ->
                "got '"
                    + text
                    + "' with the unknown unit '"
                    + unit
                    + "'"
                    + NearMiss.hint(unit, units.keySet())
                    + "; needs "
                    + accepted());
  }

  /** Blanks and the product sign do not matter within a unit, nor which micro sign is used. */
  private static String canonical(String unit) {
    return unit.trim()
        .replace('\u00b5', 'u')
        .replace('\u03bc', 'u')
        .replaceAll("\\s*\\*\\s*", " ")
        .replaceAll("\\s*/\\s*", "/")
        .replaceAll("\\s+", " ");
  }
}
