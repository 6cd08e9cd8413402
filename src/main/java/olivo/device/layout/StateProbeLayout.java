package olivo.device.layout;

import olivo.model.SampleSteps;

/**
 * State variables that are sampled on a slice.
 *
 * @param probe index of the probe in the topology's recording
 * @param receptor receptor whose conductance is sampled, or {@link #POTENTIAL}
 * @param firstInProbe position of the first cell in the probe's list
 * @param cells cells, counted within the slice
 * @param steps steps that are sampled, at their end
 */
public record StateProbeLayout(
    int probe, int receptor, int firstInProbe, int[] cells, SampleSteps steps) {
  /** Stands for the membrane potential. */
  public static final int POTENTIAL = -1;

  /** Sampled in every step that is a multiple of an interval. */
  public StateProbeLayout(int probe, int receptor, int firstInProbe, int[] cells, int everySteps) {
    this(probe, receptor, firstInProbe, cells, SampleSteps.every(everySteps));
  }
}
