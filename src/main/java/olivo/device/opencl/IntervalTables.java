package olivo.device.opencl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import olivo.device.layout.GeometricTable;

/** Tables of intervals, one after the other, as {@code common/intervals.clh} looks them up. */
final class IntervalTables {
  /** Upper bits of a word that lead to the first entry that can match. */
  static final int GUIDE_BITS = 10;

  private final List<GeometricTable> tables = new ArrayList<>();
  private final Map<GeometricTable, Integer> positions = new IdentityHashMap<>();

  /** The position of a table, added where it is new; negative for none. */
  int position(GeometricTable table) {
    if (table == null) {
      return -1;
    }
    return positions.computeIfAbsent(
        table,
        added -> {
          tables.add(added);
          return tables.size() - 1;
        });
  }

  /** {@code [tables + 1]}: where the entries of each table begin. */
  int[] begins() {
    int[] begins = new int[tables.size() + 1];
    for (int t = 0; t < tables.size(); t++) {
      begins[t + 1] = Math.addExact(begins[t], tables.get(t).length());
    }
    return begins;
  }

  /** The entries of all tables. */
  int[] bounds() {
    int[] begins = begins();
    int[] bounds = new int[begins[tables.size()]];
    for (int t = 0; t < tables.size(); t++) {
      System.arraycopy(tables.get(t).bounds(), 0, bounds, begins[t], tables.get(t).length());
    }
    return bounds;
  }

  /** {@code [tables << GUIDE_BITS]}: the guides of all tables. */
  int[] guides() {
    int[] guides = new int[Math.multiplyExact(tables.size(), 1 << GUIDE_BITS)];
    for (int t = 0; t < tables.size(); t++) {
      System.arraycopy(guideTo(tables.get(t)), 0, guides, t << GUIDE_BITS, 1 << GUIDE_BITS);
    }
    return guides;
  }

  private static int[] guideTo(GeometricTable table) {
    int[] bounds = table.bounds();
    int[] guide = new int[1 << GUIDE_BITS];
    int k = 0;
    for (int bucket = 0; bucket < guide.length; bucket++) {
      while (k < bounds.length && bounds[k] < bucket << (Integer.SIZE - 1 - GUIDE_BITS)) {
        k++;
      }
      guide[bucket] = k;
    }
    return guide;
  }
}
