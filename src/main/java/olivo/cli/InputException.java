package olivo.cli;

import java.util.List;

/** What the user asked for cannot be done: exit status 2. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  InputException(String line) {
    this(List.of(line));
  }

  InputException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
