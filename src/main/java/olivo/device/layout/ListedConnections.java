package olivo.device.layout;

import java.util.function.IntUnaryOperator;
import olivo.model.ConnectionList;

/**
 * Listed connections in canonical order.
 *
 * @param fanIn the connections
 * @param origin {@code [connections]}: position of each in the list
 */
record ListedConnections(FanIn fanIn, int[] origin) {
  /** Sorts by source, then by target, each time leaving equals in their order. */
  static ListedConnections of(ConnectionList list, int sources, int targets) {
    int[] inOrder = new int[list.size()];
    for (int i = 0; i < inOrder.length; i++) {
      inOrder[i] = i;
    }
    int[] bySource = sorted(inOrder, list::source, starts(list.size(), list::source, sources));
    int[] rowStart = starts(list.size(), list::target, targets);
    int[] origin = sorted(bySource, list::target, rowStart);
    int[] source = new int[origin.length];
    for (int i = 0; i < origin.length; i++) {
      source[i] = list.source(origin[i]);
    }
    return new ListedConnections(new FanIn(rowStart, source, sources), origin);
  }

  private static int[] starts(int size, IntUnaryOperator cell, int cells) {
    int[] starts = new int[cells + 1];
    for (int i = 0; i < size; i++) {
      starts[cell.applyAsInt(i) + 1]++;
    }
    for (int i = 0; i < cells; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private static int[] sorted(int[] positions, IntUnaryOperator cell, int[] starts) {
    int[] next = starts.clone();
    int[] sorted = new int[positions.length];
    for (int position : positions) {
      sorted[next[cell.applyAsInt(position)]++] = position;
    }
    return sorted;
  }
}
