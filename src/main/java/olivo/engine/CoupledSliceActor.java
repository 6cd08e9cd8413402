package olivo.engine;

import olivo.device.NeuronState;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.protocol.ProtocolViolation;
import olivo.engine.threads.StepperPool;
import olivo.engine.threads.Urgency;
import olivo.model.Epoch;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Owns one of several slices of a gap-coupled population, and steps it when told the potentials of
 * all.
 */
final class CoupledSliceActor extends AbstractBehavior<ParticipantProtocol.Command> {
  private final int slice;
  private final NeuronState state;
  private final float[] potentials;
  private final ActorRef<ParticipantProtocol.Command> coupling;
  private Epoch epoch;
  private long nextStep;

  private CoupledSliceActor(
      ActorContext<ParticipantProtocol.Command> context,
      int slice,
      long firstStep,
      NeuronState state,
      int populationSize,
      ActorRef<ParticipantProtocol.Command> coupling) {
    super(context);
    StepperPool.settle(Urgency.AWAITED);
    this.nextStep = firstStep;
    this.slice = slice;
    this.state = state;
    this.potentials = new float[populationSize];
    this.coupling = coupling;
  }

  static Behavior<ParticipantProtocol.Command> create(
      int slice,
      long firstStep,
      NeuronState state,
      int populationSize,
      ActorRef<ParticipantProtocol.Command> coupling) {
    return Behaviors.setup(
        context ->
            new CoupledSliceActor(context, slice, firstStep, state, populationSize, coupling));
  }

  @Override
  public Receive<ParticipantProtocol.Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ParticipantProtocol.BeginSteps.class, this::onBeginSteps)
        .onMessage(ParticipantProtocol.TakeStep.class, this::onTakeStep)
        .onMessage(ParticipantProtocol.Save.class, this::onSave)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<ParticipantProtocol.Command> onBeginSteps(
      ParticipantProtocol.BeginSteps command) {
    if (epoch != null && nextStep < epoch.endStep()) {
      throw new ProtocolViolation(
          command.epoch() + " was granted while " + epoch + " is under way");
    }
    ProtocolViolation.unlessNext(nextStep, command.epoch());
    epoch = command.epoch();
    state.beginEpoch(epoch, command.inbound().ports());
    reportPotentials();
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onTakeStep(ParticipantProtocol.TakeStep command) {
    if (epoch == null || command.step() != nextStep || nextStep >= epoch.endStep()) {
      throw new ProtocolViolation(
          "step " + command.step() + " was ordered and " + nextStep + " of " + epoch + " is next");
    }
    state.step(command.step(), command.potentials());
    nextStep++;
    if (nextStep == epoch.endStep()) {
      coupling.tell(new ParticipantProtocol.SliceAdvanced(slice, epoch, state.endEpoch()));
    } else {
      reportPotentials();
    }
    return this;
  }

  private Behavior<ParticipantProtocol.Command> onSave(ParticipantProtocol.Save command) {
    ProtocolViolation.unlessAt(nextStep, command.step());
    StateArrays arrays = new StateArrays();
    state.save(command.step(), arrays);
    coupling.tell(new ParticipantProtocol.SliceSaved(slice, arrays));
    return this;
  }

  private void reportPotentials() {
    state.potentials(potentials);
    coupling.tell(new ParticipantProtocol.Stepped(slice, nextStep, potentials));
  }

  private Behavior<ParticipantProtocol.Command> onPostStop(PostStop signal) {
    state.close();
    return this;
  }
}
