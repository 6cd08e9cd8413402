package olivo.device.layout;

/**
 * All synapses of a projection, in canonical order: by target, then by source.
 *
 * @param fanIn who is connected with whom
 * @param quantum size of one unit of weight, in the unit of the synapse; of a plastic projection,
 *     the weight that its weights are factors of
 * @param units {@code [connections]}: weight of each in units; null if each counts one
 * @param delaySteps transmission delay, the smallest where it differs
 * @param extraSteps {@code [connections]}: delay of each beyond the smallest; null if there is none
 */
public record Synapses(FanIn fanIn, double quantum, int[] units, int delaySteps, int[] extraSteps) {
  /** Whether synapses have weights or delays of their own. */
  public boolean isDistributed() {
    return units != null || extraSteps != null;
  }

  /** Largest delay beyond the smallest. */
  public int mostExtraSteps() {
    int most = 0;
    if (extraSteps != null) {
      for (int extra : extraSteps) {
        most = Math.max(most, extra);
      }
    }
    return most;
  }
}
