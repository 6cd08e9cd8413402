package olivo.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One choice of everything that is varied.
 *
 * @param values what is varied, such as a path of the topology, and the value that it has here, in
 *     the order of columns
 * @param label what tables and legends call it
 */
public record GridPoint(Map<String, String> values, String label) {
  public GridPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A point that is called by its values: {@code I_e=101pA, a_ltd=0.01}. */
  public static GridPoint of(Map<String, String> values) {
    return new GridPoint(
        values,
        values.isEmpty()
            ? "as it is"
            : values.entrySet().stream()
                .map(entry -> lastKey(entry.getKey()) + "=" + entry.getValue())
                .collect(Collectors.joining(", ")));
  }

  /** The part of a path after its last dot. */
  public static String lastKey(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replace("\"", "");
  }
}
