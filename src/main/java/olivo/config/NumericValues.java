package olivo.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values of a topology that are numbers of one kind, so that they can be an axis of a plot.
 *
 * @param unit the unit of the numbers; empty for plain numbers
 * @param numbers one for each value
 */
public record NumericValues(String unit, List<Double> numbers) {
  public NumericValues {
    numbers = List.copyOf(numbers);
  }

  /** The numbers of texts that are all plain numbers, or quantities of one dimension. */
  public static Optional<NumericValues> of(List<String> texts) {
    Optional<NumericValues> plain = read("", texts, Decimal::number);
    if (plain.isPresent()) {
      return plain;
    }
    for (Dimension dimension : Dimension.values()) {
      Optional<NumericValues> quantities = read(dimension.unit(), texts, dimension::read);
      if (quantities.isPresent()) {
        return quantities;
      }
    }
    return Optional.empty();
  }

  private static Optional<NumericValues> read(
      String unit, List<String> texts, Section.Conversion<Double> conversion) {
    List<Double> numbers = new ArrayList<>();
    for (String text : texts) {
      try {
        numbers.add(conversion.of(unquoted(text)));
      } catch (BadValue e) {
        return Optional.empty();
      }
    }
    return Optional.of(new NumericValues(unit, numbers));
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
