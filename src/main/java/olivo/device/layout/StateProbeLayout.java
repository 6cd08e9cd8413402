package olivo.device.layout;

/**
 * State variables that are sampled on a slice.
 *
 * @param probe index of the probe in the topology's recording
 * @param receptor receptor whose conductance is sampled, or {@link #POTENTIAL}
 * @param firstInProbe position of the first cell in the probe's list
 * @param cells cells, counted within the slice
 * @param everySteps interval: steps that are a multiple of it are sampled at their end
 */
public record StateProbeLayout(
    int probe, int receptor, int firstInProbe, int[] cells, int everySteps) {
  /** Stands for the membrane potential. */
  public static final int POTENTIAL = -1;
}
