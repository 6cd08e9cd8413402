package olivo.engine.protocol;

import java.util.List;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.StateArrays;

/** What participants understand. */
public final class ParticipantProtocol {
  private ParticipantProtocol() {}

  /** Everything that a participant is told. */
  public sealed interface Command {}

  /**
   * Take all steps of an epoch and report {@link ClockProtocol.Advanced}. Epochs follow each other
   * without a gap.
   *
   * @param epoch the steps
   * @param inbound everything due in them
   */
  public record Advance(Epoch epoch, Inbound inbound) implements Command {}

  /** To a participant, from itself: its device has done what it was given. */
  public enum DeviceReady implements Command {
    INSTANCE
  }

  /**
   * The run is over: report {@link ClockProtocol.Finished}.
   *
   * @param finalWeights for the recorder, the weights at the end of the run; else empty
   */
  public record Finish(List<Sample.Weights> finalWeights) implements Command {}

  /**
   * Report the state at the beginning of a step, up to which all epochs have been taken, as {@link
   * ClockProtocol.Saved}.
   */
  public record Save(long step) implements Command {}

  /** To the recorder: keep a checkpoint, made where the last epoch ended. */
  public record Keep(Checkpoint checkpoint) implements Command {}

  /**
   * To one of several slices that are coupled by gap junctions: take the spikes of an epoch whose
   * steps will be ordered one by one, and report {@link Stepped}.
   */
  public record BeginSteps(Epoch epoch, Inbound inbound) implements Command {}

  /**
   * To a coupled slice: take one step and report {@link Stepped}, or after the last one of the
   * epoch {@link SliceAdvanced}.
   *
   * @param step the step
   * @param potentials membrane potentials in mV of all cells of the population at its start; not to
   *     be kept
   */
  public record TakeStep(long step, float[] potentials) implements Command {}

  /**
   * From a coupled slice: ready for a step.
   *
   * @param slice position of the slice
   * @param nextStep the step that it is ready for
   * @param potentials {@code [cells of the population]}: its own part holds its membrane potentials
   *     in mV; valid until it is told to take the step
   */
  public record Stepped(int slice, long nextStep, float[] potentials) implements Command {}

  /** From a coupled slice: its state. */
  public record SliceSaved(int slice, StateArrays state) implements Command {}

  /** From a coupled slice: its epoch is complete. */
  public record SliceAdvanced(int slice, Epoch epoch, EpochResult result) implements Command {}
}
