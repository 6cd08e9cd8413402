package olivo.config;

import java.util.Collection;

/** Keys that name a population or projection. */
final class Subjects {
  private Subjects() {}

  /** What to say about a key that names none. */
  static String unknown(String name, String kind, Collection<String> known) {
    return "'"
        + name
        + "' is not a "
        + kind
        + NearMiss.hint(name, known)
        + "; accepted: "
        + (known.isEmpty() ? "none" : String.join(", ", known));
  }
}
