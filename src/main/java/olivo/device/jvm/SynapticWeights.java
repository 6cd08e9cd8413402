package olivo.device.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import olivo.device.layout.Csr;
import olivo.device.layout.PlasticityLayout;

/** The synapses of a plastic projection onto a slice, their weights and where these arrive. */
final class SynapticWeights {
  /**
   * Targets often have a power of two of synapses each. Then all of them are written to places that
   * the nearest cache takes for one and the same, unless they are as far apart as a cache line.
   */
  private static final int APART = RowCache.stride(Float.BYTES);

  /**
   * So the buffer for that takes 2 MiB at most. With more synapses there are mostly more targets
   * than the nearest cache has lines.
   */
  private static final int MOST_APART = 1 << 19;

  private final PlasticityLayout layout;
  private final JvmArrivalRing ring;
  private final Rows rows;
  private final int sources;
  private final float[] weight;
  private final float wMin;
  private final float wMax;
  private final boolean far;
  private final boolean readsAhead;

  /** Canonical position of the first synapse of each target. */
  private final int[] firstOfTargets;

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
    Arrays.fill(weight, layout.wInit());
    this.far = far;
    this.readsAhead =
        far && RowCache.isWorthReadingAheadOfChanges(bytes(weight.length, ring.cells()));
    this.firstOfTargets = firstOfTargets(rows, weight.length, ring.cells());
  }

  int sources() {
    return sources;
  }

  /** Whether there are so many that most of them are far from the processor. */
  boolean areFar() {
    return far;
  }

  /** Whether they are so far that their rows had better be read ahead. */
  boolean areReadAhead() {
    return readsAhead;
  }

  /** Whether so many synapses onto so many cells are far from the processor. */
  static boolean areFar(long synapses, int cells) {
    return RowCache.isFar(bytes(synapses, cells));
  }

  /** What weights and targets of so many synapses onto so many cells take. */
  static long bytes(long synapses, int cells) {
    return (Float.BYTES + Rows.bytesPerTarget(cells)) * synapses;
  }

  /** Number of target cells. */
  int targets() {
    return layout.slice().cells();
  }

  /** All of it in parts of as many sources each, more or less. */
  List<SourcePart> parts(int parts) {
    return IntStream.range(0, parts)
        .mapToObj(part -> part(bound(part, parts), bound(part + 1, parts)))
        .toList();
  }

  private SourcePart part(int first, int end) {
    return new SourcePart(layout, this, first, end);
  }

  private int bound(int part, int parts) {
    return (int) ((long) sources * part / parts);
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

  /** Multiplies all weights. */
  void scale(float factor) {
    for (int i = 0; i < weight.length; i++) {
      weight[i] = clip(weight[i] * factor);
    }
  }

  /**
   * Weights in the order of the rows, as they were at some time, by target and then by source; by
   * any thread.
   */
  float[] canonical(float[] byRow) {
    float[] canonical = new float[byRow.length];
    if (byRow.length > MOST_APART) {
      rows.gather(byRow, firstOfTargets.clone(), canonical);
      return canonical;
    }
    // Rows run through the sources in ascending order, so each target meets its synapses in
    // canonical order.
    int[] next = firstOfTargets.clone();
    for (int target = 0; target < next.length; target++) {
      next[target] += target * APART;
    }
    float[] apart = new float[byRow.length + targets() * APART];
    rows.gather(byRow, next, apart);
    for (int target = 0; target < targets(); target++) {
      int first = firstOfTargets[target];
      int synapses = firstOfTargets[target + 1] - first;
      System.arraycopy(apart, first + target * APART, canonical, first, synapses);
    }
    return canonical;
  }

  /** Takes over weights by target and then by source. */
  void restore(float[] canonical) {
    int[] next = firstOfTargets.clone();
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
    for (int i = 0; i < delay; i++) {
      int[] arriving = ring.arriving(step + i);
      for (int cell = 0; cell < arriving.length; cell++) {
        underWay[cell * delay + i] = arriving[cell];
      }
    }
    return underWay;
  }

  /** Takes them over. */
  void restoreUnderWay(long step, int[] underWay) {
    int delay = layout.delaySteps();
    int[] arriving = new int[targets()];
    for (int i = 0; i < delay; i++) {
      for (int cell = 0; cell < arriving.length; cell++) {
        arriving[cell] = underWay[cell * delay + i];
      }
      ring.put(0, step + i, arriving);
      ring.note(0, step + i);
    }
  }

  private static int[] firstOfTargets(Rows rows, int synapses, int targets) {
    int[] next = new int[targets + 1];
    for (int i = 0; i < synapses; i++) {
      next[rows.target(i) + 1]++;
    }
    for (int t = 0; t < targets; t++) {
      next[t + 1] += next[t];
    }
    return next;
  }
}
