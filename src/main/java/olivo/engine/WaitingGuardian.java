package olivo.engine;

import olivo.engine.SimulationGuardian.Begin;
import olivo.engine.SimulationGuardian.Command;
import olivo.engine.SimulationGuardian.Stop;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * A guardian that is told later what to run, and becomes a {@link SimulationGuardian} then. So the
 * actor system, which takes a third of a second, comes up while the network is built.
 */
public final class WaitingGuardian extends AbstractBehavior<Command> {
  private WaitingGuardian(ActorContext<Command> context) {
    super(context);
  }

  /** A guardian without a run. */
  public static Behavior<Command> create() {
    return Behaviors.setup(WaitingGuardian::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::onBegin)
        .onMessage(Stop.class, this::onStop)
        .build();
  }

  private Behavior<Command> onBegin(Begin begin) {
    return SimulationGuardian.create(begin.setup(), begin.outcome());
  }

  private Behavior<Command> onStop(Stop command) {
    return Behaviors.stopped();
  }
}
