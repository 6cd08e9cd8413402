package olivo.device.jvm;

import olivo.device.layout.PlasticityLayout;

/**
 * Into how many parts the synapses of a plastic projection are cut, and how many threads may work
 * on them at the same time.
 */
record WorkShares(int parts, int workers) {
  /** All in one piece. */
  static final WorkShares WHOLE = new WorkShares(1, 1);

  /** Who helps has arrivals of its own, which the target has to add up. */
  private static final int MOST_WORKERS = 4;

  /**
   * With less than this for each thread but one, others need that one for themselves, and synapses
   * had better not go to and fro between two processors.
   */
  private static final long LEAST_BYTES = 8 << 20;

  /** Helpers come when they have nothing else to do; with more parts something is left for them. */
  private static final int PARTS_PER_WORKER = 2;

  /** As suits a projection where there are so many threads. */
  static WorkShares of(PlasticityLayout layout, int threads) {
    boolean isWorthSharing =
        layout.rule() instanceof PlasticityLayout.TeacherGated
            && (threads - 1)
                    * SynapticWeights.bytes(layout.connections().count(), layout.slice().cells())
                > LEAST_BYTES;
    int workers = isWorthSharing ? Math.min(threads, MOST_WORKERS) : 1;
    return workers == 1 ? WHOLE : new WorkShares(PARTS_PER_WORKER * workers, workers);
  }
}
