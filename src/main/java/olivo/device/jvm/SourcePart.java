package olivo.device.jvm;

import olivo.device.layout.PlasticityLayout;
import olivo.model.SpikeBatch;

/**
 * The synapses of some neighbouring sources of a plastic projection. Parts have nothing in common
 * that changes, so that threads can work on them at the same time, each with its own sums.
 */
final class SourcePart {
  private static final int STRIDE = RowCache.stride(Float.BYTES);

  private final SynapticWeights whole;
  private final int first;
  private final int end;
  private final Rows rows;
  private final float[] weight;
  private final float wMin;
  private final float wMax;
  private final float units;
  private final int lines;
  private int[] sums;
  private int touched;

  SourcePart(PlasticityLayout layout, SynapticWeights whole, int first, int end) {
    this.whole = whole;
    this.first = first;
    this.end = end;
    this.rows = whole.rows();
    this.weight = whole.values();
    this.wMin = layout.wMin();
    this.wMax = layout.wMax();
    this.units = layout.unitsPerWeight();
    this.lines = RowCache.lines(weight.length, whole.sources(), Float.BYTES);
  }

  /** All synapses, of which these are some. */
  SynapticWeights whole() {
    return whole;
  }

  int firstSource() {
    return first;
  }

  int sources() {
    return end - first;
  }

  /** From now on arrivals are added to these sums, {@code [targets]}. */
  void addTo(int[] newSums) {
    sums = newSums;
  }

  /** Index of the first spike of a step that is one of these sources. */
  int begin(SpikeBatch batch, long step) {
    return first == 0 ? batch.begin(step) : search(batch, step, first);
  }

  /** Index after the last spike of a step that is one of these sources. */
  int end(SpikeBatch batch, long step) {
    return end == whole.sources() ? batch.end(step) : search(batch, step, end);
  }

  /** Index of the first spike of a step from a source on. */
  private static int search(SpikeBatch batch, long step, int source) {
    int low = batch.begin(step);
    int high = batch.end(step);
    while (low < high) {
      int middle = low + high >>> 1;
      if (batch.cell(middle) < source) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Reads ahead what the spikes of a step will need. */
  void touch(SpikeBatch batch, long step) {
    int to = end(batch, step);
    int last = weight.length - 1;
    for (int spike = begin(batch, step); spike < to; spike++) {
      int source = batch.cell(spike);
      touched += rows.touch(source);
      int begin = rows.begin(source);
      for (int line = 0; line < lines; line++) {
        touched += weight[Math.min(begin + line * STRIDE, last)] > 0 ? 1 : 0;
      }
    }
  }

  /** Delivers a spike. */
  void weigh(int source) {
    rows.weigh(source, weight, units, sums);
  }

  /** Changes the weights of a source, each by the change of its target. */
  void change(int source, float[] changes) {
    rows.change(source, weight, changes, wMin, wMax);
  }

  /** The same, and then delivers a spike. */
  void changeAndWeigh(int source, float[] changes) {
    rows.changeAndWeigh(source, weight, changes, wMin, wMax, units, sums);
  }

  /** Changes the weights of a source twice, and then delivers a spike. */
  void changeTwiceAndWeigh(int source, float[] first, float[] second) {
    rows.changeTwiceAndWeigh(source, weight, first, second, wMin, wMax, units, sums);
  }

  /**
   * Changes the weights of a source, each by the one of two changes that its target's gate says.
   */
  void change(int source, long[] gates, float[] changes) {
    rows.change(source, weight, gates, changes, wMin, wMax);
  }

  /** The same, and then delivers a spike. */
  void changeAndWeigh(int source, long[] gates, float[] changes) {
    rows.changeAndWeigh(source, weight, gates, changes, wMin, wMax, units, sums);
  }

  /** Changes the weights of a source twice, and then delivers a spike. */
  void changeTwiceAndWeigh(int source, long[] first, long[] second, float[] changes) {
    rows.changeTwiceAndWeigh(source, weight, first, second, changes, wMin, wMax, units, sums);
  }
}
