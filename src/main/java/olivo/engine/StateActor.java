package olivo.engine;

import java.util.Optional;
import olivo.device.EpochOwner;
import olivo.device.ParticipantState;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantActor;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.engine.threads.StepperPool;
import olivo.engine.threads.Urgency;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Owns a state on a device, steps it, and frees it at the end. */
abstract class StateActor extends ParticipantActor {
  private final ParticipantState state;
  private final EpochOwner owner;

  StateActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      ParticipantState state,
      Urgency urgency,
      ActorRef<ClockProtocol.Command> clock) {
    super(context, participant, firstStep, urgency, clock);
    this.state = state;
    this.owner =
        new EpochOwner() {
          @Override
          public void ready() {
            deviceReady();
          }

          @Override
          public void share(Runnable work) {
            StepperPool.offer(work);
          }
        };
  }

  @Override
  protected final Optional<EpochResult> begin(Epoch epoch, Inbound inbound) {
    return state.begin(epoch, inbound, owner);
  }

  @Override
  protected final Optional<EpochResult> goOn() {
    return state.goOn(owner);
  }

  @Override
  protected final long deviceWaitNs() {
    return state.deviceWaitNs();
  }

  @Override
  protected final StateArrays save(long step) {
    StateArrays arrays = new StateArrays();
    state.save(step, arrays);
    return arrays;
  }

  @Override
  protected final void close() {
    state.close();
  }
}
