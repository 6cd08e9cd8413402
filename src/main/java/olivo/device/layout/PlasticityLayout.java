package olivo.device.layout;

import java.util.List;
import olivo.model.SampleSteps;

/**
 * A plastic projection onto one slice, lowered. A spike of step n adds {@code (int) (w
 * unitsPerWeight + 0.5)} to slot {@code n + delaySteps} of its targets, for each of its synapses.
 *
 * @param projection index of the projection in the topology
 * @param name name of the projection
 * @param slice the target cells
 * @param connections synapses
 * @param delaySteps transmission delay
 * @param unitsPerWeight units of arrivals for a weight of 1, a power of two such that no sum over a
 *     target can overflow
 * @param teacher connections of the teacher onto the slice, or null if nobody teaches
 * @param teacherDelaySteps the teacher's transmission delay; 0 if nobody teaches
 * @param rule the rule
 * @param wInit weight at step 0
 * @param wMin lower bound
 * @param wMax upper bound
 * @param aLtp scale of potentiation
 * @param aLtd scale of depression
 * @param firstSynapse canonical index, in the whole projection, of the slice's first synapse
 * @param probe index of the weight probe in the topology's recording, or -1
 * @param snapshots steps at whose beginning snapshots are taken
 * @param stages what holds from later steps on, ascending
 */
public record PlasticityLayout(
    int projection,
    String name,
    Slice slice,
    Connections connections,
    int delaySteps,
    float unitsPerWeight,
    Connections teacher,
    int teacherDelaySteps,
    Rule rule,
    float wInit,
    float wMin,
    float wMax,
    float aLtp,
    float aLtd,
    int firstSynapse,
    int probe,
    SampleSteps snapshots,
    List<PlasticityStage> stages) {
  public PlasticityLayout {
    stages = List.copyOf(stages);
  }

  /** The projection's name, with the target cells where they are only a part. */
  public String label() {
    return slice.isWhole() ? name : name + " onto " + slice.label();
  }

  /** What holds at a step. */
  public PlasticityStage stageAt(long step) {
    PlasticityStage stage = new PlasticityStage(0, aLtp, aLtd, 1);
    for (PlasticityStage later : stages) {
      stage = later.fromStep() <= step ? later : stage;
    }
    return stage;
  }

  /** What changes the weights. */
  public sealed interface Rule {}

  /**
   * Every pre-synaptic spike is judged once, a window after it.
   *
   * @param windowSteps the window
   */
  public record TeacherGated(int windowSteps) implements Rule {}

  /**
   * Teacher events and post-synaptic spikes pair with the latest pre-synaptic spike before them.
   *
   * @param ltdWindowSteps window of teacher events
   * @param ltpWindowSteps window of post-synaptic spikes
   */
  public record TeacherPaired(int ltdWindowSteps, int ltpWindowSteps) implements Rule {}

  /**
   * All pairs of a pre- and a post-synaptic spike, by exponential traces. In step n, after its
   * deliveries:
   *
   * <ol>
   *   <li>for every spike of a target in step n - delaySteps: {@code w <- clip(w + (aLtp x) u)} at
   *       its synapses, with the trace x of their sources;
   *   <li>for every spike of a source in step n: {@code w <- clip(w - (aLtd y) v)} at its synapses,
   *       with the trace y of their targets;
   *   <li>the traces of both take in these spikes: {@code x <- x + 1}, {@code y <- y + 1}.
   * </ol>
   *
   * <p>u and v are 1, or {@code wMax - w} and {@code w - wMin}.
   *
   * @param sourceDecay decay of the traces x of sources
   * @param targetDecay decay of the traces y of targets
   * @param multiplicative whether changes are multiplied by the distance from the bound
   */
  public record Stdp(DecayTable sourceDecay, DecayTable targetDecay, boolean multiplicative)
      implements Rule {}
}
