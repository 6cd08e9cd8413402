package olivo.cli;

import java.util.List;
import java.util.Optional;
import olivo.config.BadValue;
import olivo.config.SeedList;

/** The option {@code --seeds}. */
final class Seeds {
  private Seeds() {}

  /** Its seeds, or nothing if it was not given. */
  static Optional<List<Long>> of(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SeedList.parse(text));
    } catch (BadValue e) {
      throw new InputException("--seeds " + text + ": " + e.getMessage());
    }
  }
}
