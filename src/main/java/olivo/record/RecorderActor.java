package olivo.record;

import java.io.IOException;
import java.util.List;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.RecordingSink;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.SpikeBatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Writes down what a run produces. It is a participant like any other: the clock grants it epochs
 * whose spikes and samples are complete, and lets nobody run far ahead of it.
 */
public final class RecorderActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int participant;
  private final RecordingSink sink;
  private final ActorRef<ClockProtocol.Command> clock;
  private long nextStep;

  private RecorderActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      RecordingSink sink,
      ActorRef<ClockProtocol.Command> clock) {
    super(context);
    this.participant = participant;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * The recorder of a run.
   *
   * @param participant its position in the plan
   * @param sink where everything goes; closed when the actor stops
   * @param clock whom it reports to
   */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, RecordingSink sink, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(context -> new RecorderActor(context, participant, sink, clock));
  }

  @Override
  public Receive<ParticipantProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ParticipantProtocol.Advance.class, this::onAdvance)
        .onMessage(ParticipantProtocol.Finish.class, this::onFinish)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<ParticipantProtocol.Command> onAdvance(ParticipantProtocol.Advance command)
      throws IOException {
    long beganAtNs = System.nanoTime();
    Epoch epoch = command.epoch();
    if (epoch.firstStep() != nextStep) {
      throw new IllegalStateException(
          "epoch " + epoch + " was granted and step " + nextStep + " is next");
    }
    nextStep = epoch.endStep();
    sink.record(epoch, command.inbound());
    clock.tell(
        new ClockProtocol.Advanced(
            participant,
            epoch,
            new EpochResult(SpikeBatch.silent(epoch), List.of()),
            beganAtNs,
            System.nanoTime(),
            0));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onFinish(ParticipantProtocol.Finish command)
      throws IOException {
    sink.finish(command.finalWeights());
    clock.tell(new ClockProtocol.Finished(participant, List.of()));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onPostStop(PostStop signal) throws IOException {
    sink.close();
    return this;
  }
}
