package olivo.engine;

import java.util.List;
import olivo.device.NeuronState;
import olivo.device.ParticipantState;
import olivo.device.SourceState;
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
 * Owns the state of a population of sources, or of a slice of a population of neurons, and steps
 * it.
 */
public final class PopulationActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int participant;
  private final ParticipantState state;
  private final ActorRef<ClockProtocol.Command> clock;
  private long nextStep;

  private PopulationActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      ParticipantState state,
      ActorRef<ClockProtocol.Command> clock) {
    super(context);
    this.participant = participant;
    this.state = state;
    this.clock = clock;
  }

  /** A population of sources. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, SourceState state, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(context -> new PopulationActor(context, participant, state, clock));
  }

  /** A slice of a population of neurons that is stepped alone. */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, NeuronState state, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(context -> new PopulationActor(context, participant, state, clock));
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
    clock.tell(new ClockProtocol.Finished(participant, List.of()));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onPostStop(PostStop signal) {
    state.close();
    return this;
  }
}
