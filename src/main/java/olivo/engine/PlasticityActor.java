package olivo.engine;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.threads.Urgency;
import olivo.model.Sample;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Owns the weights of a plastic projection onto one slice: delivers its spikes with the weights of
 * their step of emission, and changes the weights in step order.
 */
public final class PlasticityActor extends StateActor {
  private final PlasticityState state;

  private PlasticityActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      PlasticityState state,
      ActorRef<ClockProtocol.Command> clock) {
    super(context, participant, firstStep, state, Urgency.AWAITED, clock);
    this.state = state;
  }

  /** The owner of a state. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant,
      long firstStep,
      PlasticityState state,
      ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(
        context -> new PlasticityActor(context, participant, firstStep, state, clock));
  }

  @Override
  protected List<Sample.Weights> finish(long endStep, List<Sample.Weights> finalWeights) {
    return List.of(state.weights(endStep));
  }
}
