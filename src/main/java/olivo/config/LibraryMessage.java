package olivo.config;

import com.typesafe.config.ConfigException;

/** Messages of the parser in words for the author of a topology. */
final class LibraryMessage {
  private LibraryMessage() {}

  static String plain(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof ConfigException.UnresolvedSubstitution) {
      return substitution(message);
    }
    if (message.contains("Cannot concatenate")) {
      return "not valid HOCON: an object or a list cannot be joined with another kind of value";
    }
    if (message.contains("rather than object at file root")) {
      return "not valid HOCON: a topology is a set of keys, not a list";
    }
    String detail =
        message
            .replaceFirst("^(?:merge of )?#\\d+: (?:\\d+(?:-\\d+)?: )?", "")
            .replaceFirst("^path parameter: ", "")
            .replaceFirst(" \\(if you (?:intended|want) .*", "")
            .replaceFirst(
                "expecting a close parentheses '\\)' here, not: ", "expecting a key or '}', not: ")
            .replaceAll("\\b\\w*Config\\w*", "value");
    String hint = message.contains("Reserved character") ? "; put the value in double quotes" : "";
    return "not valid HOCON: " + detail + hint;
  }

  private static String substitution(String message) {
    int start = message.indexOf("${");
    int end = message.indexOf('}', start);
    String name = start < 0 || end < 0 ? "a substitution" : message.substring(start, end + 1);
    return message.contains("cycle")
        ? name + " refers to itself"
        : name + " refers to a key that does not exist";
  }
}
