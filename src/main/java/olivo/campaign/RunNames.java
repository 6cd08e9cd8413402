package olivo.campaign;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of directories: readable, and the same on every file system. */
final class RunNames {
  private static final int LONGEST = 80;

  private final Set<String> used = new HashSet<>();

  /**
   * The name of a run. The same points and seeds in the same order get the same names.
   *
   * @return letters, digits and {@code _ . = + -}; no two of them alike, case disregarded
   */
  String of(GridPoint point, long seed) {
    String values =
        point.values().entrySet().stream()
            .map(RunNames::pair)
            .map(text -> text.replaceAll("[^A-Za-z0-9_.=+-]+", "_").replaceAll("_+$", ""))
            .collect(Collectors.joining("_"));
    String stem = values.length() > LONGEST ? values.substring(0, LONGEST) : values;
    String name = (stem.isEmpty() ? "" : stem + "_") + "seed=" + seed;
    String free = name;
    for (int i = 2; !used.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private static String pair(Map.Entry<String, String> entry) {
    return GridPoint.lastKey(entry.getKey()) + "=" + entry.getValue();
  }
}
