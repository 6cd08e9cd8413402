package olivo.engine;

import olivo.engine.protocol.ParticipantProtocol;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Turns errors of the machine, such as memory that has run out or a native library that cannot be
 * linked, into an exception of the participant that met with it. Pekko would end the whole process
 * at once, and nobody would learn which participant it was or keep what is recorded.
 */
final class FatalErrors
    extends BehaviorInterceptor<ParticipantProtocol.Command, ParticipantProtocol.Command> {
  private FatalErrors() {
    super(ParticipantProtocol.Command.class);
  }

  /** A participant that fails like any other where it meets with such an error. */
  static Behavior<ParticipantProtocol.Command> caughtIn(
      Behavior<ParticipantProtocol.Command> participant) {
    return Behaviors.intercept(FatalErrors::new, participant);
  }

  @Override
  public Behavior<ParticipantProtocol.Command> aroundStart(
      TypedActorContext<ParticipantProtocol.Command> context,
      PreStartTarget<ParticipantProtocol.Command> target) {
    try {
      return target.start(context);
    } catch (VirtualMachineError | LinkageError e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  @Override
  public Behavior<ParticipantProtocol.Command> aroundReceive(
      TypedActorContext<ParticipantProtocol.Command> context,
      ParticipantProtocol.Command command,
      ReceiveTarget<ParticipantProtocol.Command> target) {
    try {
      return target.apply(context, command);
    } catch (VirtualMachineError | LinkageError e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }
}
