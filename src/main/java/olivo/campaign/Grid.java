package olivo.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olivo.config.Variation;

/** Every combination of the values of several variations. */
public final class Grid {
  private Grid() {}

  /** Number of combinations. */
  public static long size(List<Variation> variations) {
    long size = 1;
    for (Variation variation : variations) {
      size = Math.multiplyExact(size, variation.values().size());
    }
    return size;
  }

  /** All combinations; the last variation changes fastest. */
  public static List<GridPoint> points(List<Variation> variations) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Variation variation : variations) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> point : all) {
        for (String value : variation.values()) {
          Map<String, String> with = new LinkedHashMap<>(point);
          with.put(variation.path(), value);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all.stream().map(GridPoint::of).toList();
  }
}
