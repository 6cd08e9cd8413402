package olivo.engine;

import olivo.device.NeuronState;
import olivo.device.ParticipantState;
import olivo.device.SourceState;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.threads.Urgency;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Owns the state of a population of sources, or of a slice of a population of neurons, and steps
 * it.
 */
public final class PopulationActor extends StateActor {
  private PopulationActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      ParticipantState state,
      Urgency urgency,
      ActorRef<ClockProtocol.Command> clock) {
    super(context, participant, firstStep, state, urgency, clock);
  }

  /** A population of sources. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, long firstStep, SourceState state, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(
        context ->
            new PopulationActor(context, participant, firstStep, state, Urgency.UNHURRIED, clock));
  }

  /** A slice of a population of neurons that is stepped alone. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, long firstStep, NeuronState state, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(
        context ->
            new PopulationActor(context, participant, firstStep, state, Urgency.AWAITED, clock));
  }
}
