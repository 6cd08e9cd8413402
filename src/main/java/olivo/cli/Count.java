package olivo.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of things, refused in words that say what is accepted. */
final class Count implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    if (!value.matches("[1-9][0-9]{0,4}")) {
      throw new TypeConversionException(
          "got '" + value + "'; needs a whole number from 1 to 99999");
    }
    return Integer.valueOf(value);
  }
}
