package olivo.engine;

import java.util.Optional;
import olivo.device.ParticipantState;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantActor;
import olivo.engine.protocol.ParticipantProtocol;
import olivo.model.Epoch;
import olivo.model.EpochResult;
import olivo.model.Inbound;
import olivo.model.StateArrays;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Owns a state on a device, steps it, and frees it at the end. */
abstract class StateActor extends ParticipantActor {
  private final ParticipantState state;

  StateActor(
      ActorContext<ParticipantProtocol.Command> context,
      int participant,
      long firstStep,
      ParticipantState state,
      ActorRef<ClockProtocol.Command> clock) {
    super(context, participant, firstStep, clock);
    this.state = state;
  }

  @Override
  protected final Optional<EpochResult> begin(Epoch epoch, Inbound inbound) {
    return state.begin(epoch, inbound, this::deviceReady);
  }

  @Override
  protected final Optional<EpochResult> goOn() {
    return state.goOn(this::deviceReady);
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
