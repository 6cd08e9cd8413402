package olivo.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.exchange.Participant;
import olivo.engine.protocol.ClockProtocol;
import olivo.engine.protocol.ParticipantProtocol;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Builds the actors of a run and watches over them. Nobody is restarted: a participant that fails
 * ends the run, with everything that all have completed recorded. When the run has ended, so do the
 * guardian and all of its children.
 */
public final class SimulationGuardian extends AbstractBehavior<SimulationGuardian.Command> {
  private static final DispatcherSelector PARTICIPANTS =
      DispatcherSelector.fromConfig("olivo.participants-dispatcher");

  private final CompletableFuture<RunOutcome> outcome;
  private final ActorRef<ClockProtocol.Command> clock;
  private final Map<ActorRef<?>, Integer> positions = new HashMap<>();

  /** What the guardian understands. */
  public sealed interface Command {}

  /**
   * Run this; said once, to a {@link WaitingGuardian}.
   *
   * @param setup what the run is made of
   * @param outcome completed once the run has ended and everything is recorded
   */
  public record Begin(Setup setup, CompletableFuture<RunOutcome> outcome) implements Command {}

  /** End the run early. */
  public enum Stop implements Command {
    /** The only one. */
    INSTANCE
  }

  /**
   * What a run is made of.
   *
   * @param plan who takes part
   * @param cast the states, which the actors take over; as they were at the starting point
   * @param checkpointing where the run begins and when its state is saved
   * @param concurrency how many participants may be under way at a time: as many as there are
   *     threads or devices to step them, and one more to keep them busy
   * @param patience how long the clock waits for a participant
   * @param observer told of every grant
   * @param recorder behaviour of the recorder, given its position and the clock
   */
  public record Setup(
      ExchangePlan plan,
      Cast cast,
      Checkpointing checkpointing,
      int concurrency,
      ClockActor.Patience patience,
      ExchangeObserver observer,
      BiFunction<Integer, ActorRef<ClockProtocol.Command>, Behavior<ParticipantProtocol.Command>>
          recorder) {}

  private SimulationGuardian(
      ActorContext<Command> context, Setup setup, CompletableFuture<RunOutcome> outcome) {
    super(context);
    this.outcome = outcome;
    this.clock =
        context.spawn(
            ClockActor.create(
                setup.plan(),
                setup.checkpointing(),
                setup.concurrency(),
                setup.patience(),
                setup.observer(),
                outcome::complete),
            "clock",
            PARTICIPANTS);
    context.watch(clock);
    List<ActorRef<ParticipantProtocol.Command>> participants = new ArrayList<>();
    for (int i = 0; i < setup.plan().participants().size(); i++) {
      participants.add(spawn(setup, i));
    }
    clock.tell(new ClockProtocol.Begin(participants));
  }

  /**
   * The guardian of one run.
   *
   * @param setup what the run is made of
   * @param outcome completed once the run has ended and everything is recorded
   */
  public static Behavior<Command> create(Setup setup, CompletableFuture<RunOutcome> outcome) {
    return Behaviors.setup(
        context -> {
          try {
            return new SimulationGuardian(context, setup, outcome);
          } catch (RuntimeException e) {
            outcome.complete(new RunOutcome.Failed("guardian", e));
            throw e;
          }
        });
  }

  private ActorRef<ParticipantProtocol.Command> spawn(Setup setup, int position) {
    Participant participant = setup.plan().participants().get(position);
    Cast cast = setup.cast();
    long first = setup.checkpointing().start().step();
    Behavior<ParticipantProtocol.Command> behavior;
    String kind;
    if (participant instanceof Participant.Source) {
      behavior = PopulationActor.create(position, first, cast.source(position), clock);
      kind = "source";
    } else if (participant instanceof Participant.Neurons) {
      behavior = PopulationActor.create(position, first, cast.neurons(position).get(0), clock);
      kind = "population";
    } else if (participant instanceof Participant.Coupled coupled) {
      behavior =
          GapCouplingActor.create(
              position, first, coupled, cast.neurons(position), clock, PARTICIPANTS);
      kind = "gap-coupling";
    } else if (participant instanceof Participant.Plastic) {
      behavior = PlasticityActor.create(position, first, cast.plasticity(position), clock);
      kind = "plasticity";
    } else {
      behavior = setup.recorder().apply(position, clock);
      kind = "recorder";
    }
    ActorRef<ParticipantProtocol.Command> actor =
        getContext().spawn(FatalErrors.caughtIn(behavior), kind + "-" + position, PARTICIPANTS);
    positions.put(actor, position);
    getContext().watch(actor);
    return actor;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onStop(Stop command) {
    clock.tell(ClockProtocol.Stop.INSTANCE);
    return this;
  }

  private Behavior<Command> onChildFailed(ChildFailed failure) {
    Integer position = positions.get(failure.getRef());
    if (position == null) {
      outcome.complete(new RunOutcome.Failed("clock", failure.getCause()));
      return Behaviors.stopped();
    }
    clock.tell(new ClockProtocol.ParticipantFailed(position, failure.getCause()));
    return this;
  }

  private Behavior<Command> onTerminated(Terminated signal) {
    return signal.getRef().equals(clock) ? Behaviors.stopped() : this;
  }

  /** Whoever waits for the run learns of its end, also if the whole system is shut down. */
  private Behavior<Command> onPostStop(PostStop signal) {
    outcome.complete(
        new RunOutcome.Failed(
            "guardian", new IllegalStateException("the actor system was shut down")));
    return this;
  }
}
