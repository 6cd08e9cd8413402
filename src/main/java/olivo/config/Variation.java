package olivo.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A place of a topology and the values that it takes in turn.
 *
 * @param path keys joined by dots, quoted where HOCON wants it
 * @param values HOCON, as written; at least one, no two of them alike
 */
public record Variation(String path, List<String> values) {
  public Variation {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code path=value,value,...}. A comma within brackets, braces, parentheses or double
   * quotes belongs to its value.
   *
   * @throws BadValue if the text has another form, or gives a value twice
   */
  public static Variation parse(String text) throws BadValue {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new BadValue("needs the form path=value,value,...");
    }
    String path;
    try {
      path = ConfigUtil.joinPath(ConfigUtil.splitPath(text.substring(0, equals).trim()));
    } catch (ConfigException e) {
      throw new BadValue("what is before '=' is not a path of keys joined by dots");
    }
    List<String> values = split(text.substring(equals + 1));
    HashSet<String> seen = new HashSet<>();
    for (String value : values) {
      if (value.isEmpty()) {
        throw new BadValue("a value is empty; needs the form path=value,value,...");
      }
      if (!seen.add(value)) {
        throw new BadValue("the value '" + value + "' is given twice");
      }
    }
    return new Variation(path, values);
  }

  /** What stands between the commas that are not within something, without blanks around it. */
  static List<String> split(String text) throws BadValue {
    List<String> values = new ArrayList<>();
    StringBuilder closers = new StringBuilder();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfQuoted(text, i);
      } else if ("[{(".indexOf(c) >= 0) {
        closers.append("]})".charAt("[{(".indexOf(c)));
      } else if ("]})".indexOf(c) >= 0) {
        if (closers.isEmpty() || closers.charAt(closers.length() - 1) != c) {
          throw new BadValue("'" + c + "' closes nothing");
        }
        closers.setLength(closers.length() - 1);
      } else if (c == ',' && closers.isEmpty()) {
        values.add(text.substring(from, i).trim());
        from = i + 1;
      }
    }
    if (!closers.isEmpty()) {
      throw new BadValue("'" + closers.charAt(closers.length() - 1) + "' is missing");
    }
    values.add(text.substring(from).trim());
    return values;
  }

  /** The last character of a string that begins at a double quote. */
  private static int endOfQuoted(String text, int start) throws BadValue {
    if (text.startsWith("\"\"\"", start)) {
      int end = text.indexOf("\"\"\"", start + 3);
      if (end >= 0) {
        return end + 2;
      }
    } else {
      for (int i = start + 1; i < text.length(); i++) {
        if (text.charAt(i) == '\\') {
          i++;
        } else if (text.charAt(i) == '"') {
          return i;
        }
      }
    }
    throw new BadValue("a double quote is missing");
  }
}
