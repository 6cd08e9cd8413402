package olivo.cli;

import java.util.Locale;

/** Amounts as a person would write them. */
final class Amounts {
  private Amounts() {}

  /** A size of a file or of memory. */
  static String bytes(double count) {
    return count < 1e6
        ? String.format(Locale.ROOT, "%.1f kB", count * 1e-3)
        : count < 1e9
            ? String.format(Locale.ROOT, "%.1f MB", count * 1e-6)
            : String.format(Locale.ROOT, "%.1f GB", count * 1e-9);
  }

  /** A large number in words, to the whole of its unit. */
  static String large(double count) {
    return count < 1e3
        ? String.format(Locale.ROOT, "%.0f", count)
        : count < 1e6
            ? String.format(Locale.ROOT, "%.0f thousand", count * 1e-3)
            : String.format(Locale.ROOT, "%.0f million", count * 1e-6);
  }

  /** So many things of a kind, which is given in the singular. */
  static String of(long count, String kind) {
    return count + " " + (count == 1 ? kind : kind + (kind.endsWith("s") ? "es" : "s"));
  }
}
