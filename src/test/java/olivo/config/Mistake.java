package olivo.config;

/**
 * One mistake.
 *
 * @param find text of the small topology
 * @param replacement what stands there instead
 * @param anchor text whose line the problem must name
 * @param path path that the problem must name
 * @param message what the problem must say, among other things
 */
record Mistake(String find, String replacement, String anchor, String path, String message) {
  Mistake at(String elsewhere) {
    return new Mistake(find, replacement, elsewhere, path, message);
  }

  static Mistake of(String find, String replacement, String path, String message) {
    return new Mistake(find, replacement, replacement, path, message);
  }
}
