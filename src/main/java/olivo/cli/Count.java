package olivo.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of things, refused in words that say what is accepted. */
final class Count implements ITypeConverter<Integer> {
  /** A number of things that there may be none of. */
  static final class OrNone implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return read(value, 0);
    }
  }

  @Override
  public Integer convert(String value) {
    return read(value, 1);
  }

  private static int read(String value, int least) {
    if (!value.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(value) < least) {
      throw new TypeConversionException(
          "got '" + value + "'; needs a whole number from " + least + " to 99999");
    }
    return Integer.parseInt(value);
  }
}
