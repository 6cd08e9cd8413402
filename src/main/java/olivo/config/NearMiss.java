package olivo.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone may have meant by a misspelt word. */
final class NearMiss {
  private NearMiss() {}

  /** {@code " (did you mean 'x'?)"}, or nothing if no candidate is close. */
  static String hint(String word, Collection<String> candidates) {
    return of(word, candidates).map(meant -> " (did you mean '" + meant + "'?)").orElse("");
  }

  /** The closest candidate, the first of several that are equally close. */
  static Optional<String> of(String word, Collection<String> candidates) {
    if (word.length() > 64) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int limit = Math.max(word.length(), candidate.length()) / 3;
      // A difference in case alone counts for less than any other.
      int distance =
          2 * distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))
              + (word.equalsIgnoreCase(candidate) ? 1 : 0);
      if (distance <= 2 * limit + 1 && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edits, and swaps of neighbours, that turn one word into the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
