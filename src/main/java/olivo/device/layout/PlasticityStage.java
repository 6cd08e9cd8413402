package olivo.device.layout;

/**
 * What an intervention changes about a plastic projection.
 *
 * @param fromStep first step in which it holds
 * @param aLtp scale of potentiation
 * @param aLtd scale of depression
 * @param factor what all weights are multiplied by, and then clipped to their bounds, at the
 *     beginning of that step
 */
public record PlasticityStage(long fromStep, float aLtp, float aLtd, float factor) {}
