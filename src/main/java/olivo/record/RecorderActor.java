package olivo.record;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantActor;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.RecordingSink;
import olivo.engine.threads.Urgency;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.SpikeBatch;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Writes down what a run produces. It is a participant like any other: the clock grants it epochs
 * whose spikes and samples are complete, and lets nobody run far ahead of it.
 */
public final class RecorderActor extends ParticipantActor {
  private final RecordingSink sink;

  private RecorderActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      RecordingSink sink,
      ActorRef<ClockProtocol.Command> clock) {
    super(context, participant, firstStep, Urgency.UNHURRIED, clock);
    this.sink = sink;
  }

  /**
   * The recorder of a run.
   *
   * @param participant its position in the plan
   * @param firstStep the first step to be recorded
   * @param sink where everything goes; closed when the actor stops
   * @param clock whom it reports to
   */
  public static Behavior<ParticipantProtocol.Command> create(
      int participant, long firstStep, RecordingSink sink, ActorRef<ClockProtocol.Command> clock) {
    return Behaviors.setup(
        context -> new RecorderActor(context, participant, firstStep, sink, clock));
  }

  @Override
  protected Optional<EpochResult> begin(Epoch epoch, Inbound inbound) throws IOException {
    sink.record(epoch, inbound);
    return Optional.of(new EpochResult(SpikeBatch.silent(epoch), List.of()));
  }

  @Override
  protected List<Sample.Weights> finish(long endStep, List<Sample.Weights> finalWeights)
      throws IOException {
    sink.finish(finalWeights);
    return List.of();
  }

  @Override
  protected StateArrays save(long step) {
    return new StateArrays();
  }

  @Override
  protected void keep(Checkpoint checkpoint) throws IOException {
    sink.keep(checkpoint);
  }

  @Override
  protected void close() throws IOException {
    sink.close();
  }
}
