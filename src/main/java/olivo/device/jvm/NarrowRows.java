package olivo.device.jvm;

import olivo.device.layout.Csr;
import olivo.model.SpikeBatch;

/** Targets as 16-bit indices. */
final class NarrowRows implements Rows {
  /** How many targets such an index can tell apart. */
  static final int MOST_TARGETS = 1 << Character.SIZE;

  private static final int STRIDE = RowCache.stride(Character.BYTES);

  private final int[] rowStart;
  private final char[] target;
  private final int lines;
  private final RowLengths lengths;

  /** Targets of several rows, one behind the other. */
  private final char[] together;

  NarrowRows(Csr connections) {
    rowStart = connections.rowStart();
    target = new char[connections.connections()];
    for (int i = 0; i < target.length; i++) {
      target[i] = (char) connections.target()[i];
    }
    lines = RowCache.lines(target.length, connections.sources(), Character.BYTES);
    lengths = RowLengths.of(connections);
    together = new char[lengths.room()];
  }

  @Override
  public int begin(int source) {
    return rowStart[source];
  }

  @Override
  public int target(int connection) {
    return target[connection];
  }

  @Override
  public void gather(float[] byRow, int[] next, float[] byTarget) {
    for (int i = 0; i < target.length; i++) {
      byTarget[next[target[i]]++] = byRow[i];
    }
  }

  @Override
  public boolean countsTogether() {
    return lengths.suitTogether();
  }

  @Override
  public void count(SpikeBatch spikes, int first, int end, float[] sums) {
    if (!lengths.suitTogether(end - first)) {
      Rows.super.count(spikes, first, end, sums);
      return;
    }
    int longest = lengths.longest();
    int count = 0;
    for (int spike = first; spike < end; spike++) {
      if (count + longest > together.length) {
        count(together, count, sums);
        count = 0;
      }
      int begin = rowStart[spikes.cell(spike)];
      int length = Math.min(longest, target.length - begin);
      System.arraycopy(target, begin, together, count, length);
      count += rowStart[spikes.cell(spike) + 1] - begin;
    }
    count(together, count, sums);
  }

  private static void count(char[] targets, int count, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[targets[i]]++;
    }
  }

  @Override
  public void count(int source, float[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      sums[target[i]]++;
    }
  }

  @Override
  public void weigh(int source, float[] weights, float units, int[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      sums[target[i]] += (int) (weights[i] * units + 0.5f);
    }
  }

  @Override
  public void change(int source, float[] weights, float[] changes, float wMin, float wMax) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      float changed = weights[i] + changes[target[i]];
      weights[i] = changed < wMin ? wMin : changed > wMax ? wMax : changed;
    }
  }

  @Override
  public void changeAndWeigh(
      int source,
      float[] weights,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      int t = target[i];
      float changed = weights[i] + changes[t];
      changed = changed < wMin ? wMin : changed > wMax ? wMax : changed;
      weights[i] = changed;
      sums[t] += (int) (changed * units + 0.5f);
    }
  }

  @Override
  public void changeTwiceAndWeigh(
      int source,
      float[] weights,
      float[] first,
      float[] second,
      float wMin,
      float wMax,
      float units,
      int[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      int t = target[i];
      float changed = weights[i] + first[t];
      changed = (changed < wMin ? wMin : changed > wMax ? wMax : changed) + second[t];
      changed = changed < wMin ? wMin : changed > wMax ? wMax : changed;
      weights[i] = changed;
      sums[t] += (int) (changed * units + 0.5f);
    }
  }

  @Override
  public void change(
      int source, float[] weights, long[] gates, float[] changes, float wMin, float wMax) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      float changed = weights[i] + changes[GateVersions.gate(gates, target[i])];
      weights[i] = changed < wMin ? wMin : changed > wMax ? wMax : changed;
    }
  }

  @Override
  public void changeAndWeigh(
      int source,
      float[] weights,
      long[] gates,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      int t = target[i];
      float changed = weights[i] + changes[GateVersions.gate(gates, t)];
      changed = changed < wMin ? wMin : changed > wMax ? wMax : changed;
      weights[i] = changed;
      sums[t] += (int) (changed * units + 0.5f);
    }
  }

  @Override
  public void changeTwiceAndWeigh(
      int source,
      float[] weights,
      long[] first,
      long[] second,
      float[] changes,
      float wMin,
      float wMax,
      float units,
      int[] sums) {
    int end = rowStart[source + 1];
    for (int i = rowStart[source]; i < end; i++) {
      int t = target[i];
      float changed = weights[i] + changes[GateVersions.gate(first, t)];
      changed = changed < wMin ? wMin : changed > wMax ? wMax : changed;
      changed += changes[GateVersions.gate(second, t)];
      changed = changed < wMin ? wMin : changed > wMax ? wMax : changed;
      weights[i] = changed;
      sums[t] += (int) (changed * units + 0.5f);
    }
  }

  @Override
  public int touch(int source) {
    int read = 0;
    int last = target.length - 1;
    for (int line = 0; line < lines; line++) {
      read += target[Math.min(rowStart[source] + line * STRIDE, last)];
    }
    return read;
  }
}
