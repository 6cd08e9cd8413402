package olivo.engine;

import java.util.List;
import olivo.device.PlasticityState;
import olivo.engine.exchange.ProtocolViolation;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Owns the weights of a plastic projection onto one slice: delivers its spikes with the weights of
 * their step of emission, and changes the weights in step order.
 */
public final class PlasticityActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int participant;
  private final PlasticityState state;
  private final ActorRef<ClockProtocol.Command> clock;
  private long nextStep;

  private PlasticityActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      PlasticityState state,
      ActorRef<ClockProtocol.Command> clock) {
    super(context);
    this.participant = participant;
    this.state = state;
    this.clock = clock;
  }

  /** The owner of a state. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, PlasticityState state, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(context -> new PlasticityActor(context, participant, state, clock));
  }

  @Override
  public Receive<ParticipantProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ParticipantProtocol.Advance.class, this::onAdvance)
        .onMessage(ParticipantProtocol.Finish.class, this::onFinish)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<ParticipantProtocol.Command> onAdvance(ParticipantProtocol.Advance command) {
    long beganAtNs = System.nanoTime();
    Epoch epoch = command.epoch();
    ProtocolViolation.unlessNext(nextStep, epoch);
    nextStep = epoch.endStep();
    long waitedBeforeNs = state.deviceWaitNs();
    EpochResult result = state.advance(epoch, command.inbound());
    clock.tell(
        new ClockProtocol.Advanced(
            participant,
            epoch,
            result,
            beganAtNs,
            System.nanoTime(),
            state.deviceWaitNs() - waitedBeforeNs));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onFinish(ParticipantProtocol.Finish command) {
    clock.tell(new ClockProtocol.Finished(participant, List.of(state.weights(nextStep))));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onPostStop(PostStop signal) {
    state.close();
    return this;
  }
}
