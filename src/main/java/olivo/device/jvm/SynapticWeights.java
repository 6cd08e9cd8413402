package olivo.device.jvm;

import java.util.Arrays;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;
import olivo.model.SpikeBatch;

/** The synapses of a plastic projection onto a slice, their weights and where these arrive. */
final class SynapticWeights {
  private static final int STRIDE = RowCache.stride(Float.BYTES);

  private final PlasticityLayout layout;
  private final JvmArrivalRing ring;
  private final Rows rows;
  private final int sources;
  private final float[] weight;
  private final float wMin;
  private final float wMax;
  private final float units;
  private final boolean far;
  private final int lines;
  private int touched;

  /**
   * All with their initial weight.
   *
   * @param far whether there are so many that most of them are far from the processor
   */
  SynapticWeights(PlasticityLayout layout, Csr connections, JvmArrivalRing ring, boolean far) {
    this.layout = layout;
    this.ring = ring;
    this.rows = Rows.of(connections, ring.cells());
    this.sources = connections.sources();
    this.weight = new float[connections.connections()];
    this.wMin = layout.wMin();
    this.wMax = layout.wMax();
    this.units = layout.unitsPerWeight();
    Arrays.fill(weight, layout.wInit());
    this.far = far;
    this.lines = RowCache.lines(weight.length, sources, Float.BYTES);
  }

  int sources() {
    return sources;
  }

  /** Whether there are so many that most of them are far from the processor. */
  boolean areFar() {
    return far;
  }

  /** Whether so many synapses onto so many cells are far from the processor. */
  static boolean areFar(long synapses, int cells) {
    return RowCache.isFar((Float.BYTES + Rows.bytesPerTarget(cells)) * synapses);
  }

  /** Number of target cells. */
  int targets() {
    return layout.slice().cells();
  }

  Rows rows() {
    return rows;
  }

  /** The weights in the order of the rows. */
  float[] values() {
    return weight;
  }

  /** A weight within its bounds. */
  float clip(float w) {
    return Math.min(Math.max(w, wMin), wMax);
  }

  /** Where in the ring the spikes of a step arrive. */
  int slotOf(long emittedStep) {
    return ring.row(emittedStep + layout.delaySteps());
  }

  /** Reads ahead what the spikes of a step will need. */
  void touch(SpikeBatch batch, long step) {
    int end = batch.end(step);
    int last = weight.length - 1;
    for (int spike = batch.begin(step); spike < end; spike++) {
      int source = batch.cell(spike);
      touched += rows.touch(source);
      int begin = rows.begin(source);
      for (int line = 0; line < lines; line++) {
        touched += weight[Math.min(begin + line * STRIDE, last)] > 0 ? 1 : 0;
      }
    }
  }

  /** Delivers a spike into a slot. */
  void weigh(int source, int slot) {
    rows.weigh(source, weight, units, ring.sums(), slot);
  }

  /** Changes the weights of a source, each by the change of its target. */
  void change(int source, float[] changes) {
    rows.change(source, weight, changes, wMin, wMax);
  }

  /** The same, and then delivers a spike into a slot. */
  void changeAndWeigh(int source, float[] changes, int slot) {
    rows.changeAndWeigh(source, weight, changes, wMin, wMax, units, ring.sums(), slot);
  }

  /** Changes the weights of a source twice, and then delivers a spike into a slot. */
  void changeTwiceAndWeigh(int source, float[] first, float[] second, int slot) {
    rows.changeTwiceAndWeigh(source, weight, first, second, wMin, wMax, units, ring.sums(), slot);
  }

  /**
   * Changes the weights of a source, each by the one of two changes that its target's gate says.
   */
  void change(int source, long[] gates, float[] changes) {
    rows.change(source, weight, gates, changes, wMin, wMax);
  }

  /** The same, and then delivers a spike into a slot. */
  void changeAndWeigh(int source, long[] gates, float[] changes, int slot) {
    rows.changeAndWeigh(source, weight, gates, changes, wMin, wMax, units, ring.sums(), slot);
  }

  /** Changes the weights of a source twice, and then delivers a spike into a slot. */
  void changeTwiceAndWeigh(int source, long[] first, long[] second, float[] changes, int slot) {
    rows.changeTwiceAndWeigh(
        source, weight, first, second, changes, wMin, wMax, units, ring.sums(), slot);
  }

  /** Multiplies all weights. */
  void scale(float factor) {
    for (int i = 0; i < weight.length; i++) {
      weight[i] = clip(weight[i] * factor);
    }
  }

  /** The weights by target and then by source. */
  float[] canonical() {
    // Rows run through the sources in ascending order, so each target meets its synapses in
    // canonical order.
    float[] canonical = new float[weight.length];
    int[] next = firstOfTargets();
    for (int i = 0; i < weight.length; i++) {
      canonical[next[rows.target(i)]++] = weight[i];
    }
    return canonical;
  }

  /** Takes over weights by target and then by source. */
  void restore(float[] canonical) {
    int[] next = firstOfTargets();
    for (int i = 0; i < weight.length; i++) {
      weight[i] = canonical[next[rows.target(i)]++];
    }
  }

  /** Number of sums of units on their way. */
  int arrivalsUnderWay() {
    return Math.multiplyExact(targets(), layout.delaySteps());
  }

  /** Units on their way to the targets: {@code [cells][delay]} from a step on. */
  int[] underWay(long step) {
    int delay = layout.delaySteps();
    int[] underWay = new int[arrivalsUnderWay()];
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = ring.sums()[ring.row(step + i % delay) + i / delay];
    }
    return underWay;
  }

  /** Takes them over. */
  void restoreUnderWay(long step, int[] underWay) {
    int delay = layout.delaySteps();
    for (int i = 0; i < underWay.length; i++) {
      ring.sums()[ring.row(step + i % delay) + i / delay] = underWay[i];
    }
  }

  /** Canonical position of the first synapse of each target. */
  private int[] firstOfTargets() {
    int[] next = new int[targets() + 1];
    for (int i = 0; i < weight.length; i++) {
      next[rows.target(i) + 1]++;
    }
    for (int t = 0; t < targets(); t++) {
      next[t + 1] += next[t];
    }
    return next;
  }
}
