package olivo.engine.protocol;

import java.util.List;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Sample;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;

/** What the clock understands. */
public final class ClockProtocol {
  private ClockProtocol() {}

  /** Everything that the clock is told. */
  public sealed interface Command {}

  /**
   * Start the run.
   *
   * @param participants in the order of the plan
   */
  public record Begin(List<ActorRef<ParticipantProtocol.Command>> participants)
      implements Command {}

  /**
   * A participant has taken all steps of the epoch that it was granted. Its times are values of
   * {@link System#nanoTime}.
   *
   * @param participant its position in the plan
   * @param epoch the steps
   * @param result what came out of them
   * @param beganAtNs when it began with the epoch
   * @param endedAtNs when it was done with it
   * @param deviceWaitNs how much of the time in between it waited for its device or for helpers
   */
  public record Advanced(
      int participant,
      Epoch epoch,
      EpochResult result,
      long beganAtNs,
      long endedAtNs,
      long deviceWaitNs)
      implements Command {}

  /**
   * A participant is done.
   *
   * @param participant its position in the plan
   * @param weights its weights at the end of the run, if it has any
   */
  public record Finished(int participant, List<Sample.Weights> weights) implements Command {}

  /**
   * A participant has saved its state.
   *
   * @param participant its position in the plan
   * @param state the state, of all of its slices
   */
  public record Saved(int participant, StateArrays state) implements Command {}

  /** End the run early: nobody begins another epoch, and what has been simulated is recorded. */
  public enum Stop implements Command {
    /** The only one. */
    INSTANCE
  }

  /** A participant has failed: it will never report again. */
  public record ParticipantFailed(int participant, Throwable cause) implements Command {}

  /** See who is overdue. */
  public enum LookForOverdue implements Command {
    /** The only one. */
    INSTANCE
  }
}
