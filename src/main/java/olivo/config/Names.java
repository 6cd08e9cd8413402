package olivo.config;

import olivo.model.TopologyCheck;

/** Names that a section gives to its parts. */
final class Names {
  private Names() {}

  /** Reports a key that cannot be a name. */
  static void check(Section section, String key) {
    if (!TopologyCheck.NAME.matcher(key).matches()) {
      section.problem(
          key,
          "'"
              + key
              + "' is not a name; names begin with a letter and go on with letters, digits, '_' and"
              + " '-'");
    }
  }
}
