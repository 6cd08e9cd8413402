package olivo.engine.protocol;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import olivo.engine.threads.StepperPool;
import olivo.engine.threads.Urgency;
import olivo.model.Checkpoint;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.Sample;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * A participant that takes whole epochs, one after another, and reports each to the clock. It owns
 * what it works on, and frees it when it stops. Where a device does the work, no thread waits for
 * it.
 */
public abstract class ParticipantActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int participant;
  private final ActorRef<ClockProtocol.Command> clock;
  private final ActorRef<ParticipantProtocol.Command> self;
  private long nextStep;
  private Epoch underWay;
  private long beganAtNs;
  private long waitedBeforeNs;

  /**
   * A participant before its first epoch.
   *
   * @param participant its position in the plan
   * @param firstStep the step with which that begins
   * @param urgency whether others wait for it
   * @param clock whom it reports to
   */
  protected ParticipantActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      Urgency urgency,
      ActorRef<ClockProtocol.Command> clock) {
    super(context);
    StepperPool.settle(urgency);
    this.self = context.getSelf();
    this.nextStep = firstStep;
    this.participant = participant;
    this.clock = clock;
  }

  /**
   * Takes all steps of an epoch, or has a device begin with them.
   *
   * @return what came of the epoch, or nothing if {@link #deviceReady} is called later
   */
  protected abstract Optional<EpochResult> begin(Epoch epoch, Inbound inbound) throws IOException;

  /**
   * Goes on with the epoch after {@link #deviceReady}.
   *
   * @return as {@link #begin}
   */
  protected Optional<EpochResult> goOn() {
    throw new ProtocolViolation("there is no device to be ready");
  }

  /** Has {@link #goOn} called; from any thread. */
  protected final void deviceReady() {
    self.tell(ParticipantProtocol.DeviceReady.INSTANCE);
  }

  /** Time spent waiting for a device so far, in ns; 0 where it is not told. */
  protected long deviceWaitNs() {
    return 0;
  }

  /**
   * The run is over.
   *
   * @param endStep the first step that was not taken
   * @param finalWeights weights at the end, for the recorder; else empty
   * @return weights of its own at the end
   */
  protected List<Sample.Weights> finish(long endStep, List<Sample.Weights> finalWeights)
      throws IOException {
    return List.of();
  }

  /** Its state at the beginning of a step. */
  protected abstract StateArrays save(long step);

  /** Keeps a checkpoint; for the recorder only. */
  protected void keep(Checkpoint checkpoint) throws IOException {
    throw new ProtocolViolation("only the recorder keeps checkpoints");
  }

  /** Frees what it owns. */
  protected abstract void close() throws IOException;

  @Override
  public final Receive<ParticipantProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ParticipantProtocol.Advance.class, this::onAdvance)
        .onMessage(ParticipantProtocol.DeviceReady.class, this::onDeviceReady)
        .onMessage(ParticipantProtocol.Save.class, this::onSave)
        .onMessage(ParticipantProtocol.Keep.class, this::onKeep)
        .onMessage(ParticipantProtocol.Finish.class, this::onFinish)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<ParticipantProtocol.Command> onAdvance(ParticipantProtocol.Advance command)
      throws IOException {
    beganAtNs = System.nanoTime();
    if (underWay != null) {
      throw new ProtocolViolation(command.epoch() + " was granted while " + underWay + " lasts");
    }
    ProtocolViolation.unlessNext(nextStep, command.epoch());
    underWay = command.epoch();
    waitedBeforeNs = deviceWaitNs();
    begin(underWay, command.inbound()).ifPresent(this::report);
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onDeviceReady(
      ParticipantProtocol.DeviceReady command) {
    goOn().ifPresent(this::report);
    return this;
  }

  private void report(EpochResult result) {
    clock.tell(
        new ClockProtocol.Advanced(
            participant,
            underWay,
            result,
            beganAtNs,
            System.nanoTime(),
            deviceWaitNs() - waitedBeforeNs));
    nextStep = underWay.endStep();
    underWay = null;
  }

  private Behavior<ParticipantProtocol.Command> onSave(ParticipantProtocol.Save command) {
    ProtocolViolation.unlessAt(nextStep, command.step());
    clock.tell(new ClockProtocol.Saved(participant, save(command.step())));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onKeep(ParticipantProtocol.Keep command)
      throws IOException {
    ProtocolViolation.unlessAt(nextStep, command.checkpoint().step());
    keep(command.checkpoint());
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onFinish(ParticipantProtocol.Finish command)
      throws IOException {
    clock.tell(new ClockProtocol.Finished(participant, finish(nextStep, command.finalWeights())));
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onPostStop(PostStop signal) throws IOException {
    close();
    return this;
  }
}
