package olivo.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import olivo.engine.ClockActor;
import olivo.engine.RunOutcome;
import olivo.engine.SimulationGuardian;
import olivo.engine.exchange.Cast;
import olivo.engine.exchange.Checkpointing;
import olivo.engine.exchange.ExchangeObserver;
import olivo.engine.exchange.ExchangePlan;
import olivo.engine.protocol.RecordingSink;
import olivo.record.RecorderActor;
import org.apache.pekko.actor.typed.ActorSystem;

/** A run under way: its actor system, from the first step to the last. */
final class ActorRun {
  private static final Duration TERMINATION_PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<SimulationGuardian.Command> system;
  private final CompletableFuture<RunOutcome> outcome;

  private ActorRun(
      ActorSystem<SimulationGuardian.Command> system, CompletableFuture<RunOutcome> outcome) {
    this.system = system;
    this.outcome = outcome;
  }

  /**
   * Starts a run.
   *
   * @param host where it lives; the end of the run is the end of the actor system
   * @param plan who takes part
   * @param cast the states, which the actors take over
   * @param checkpointing where the run begins and when its state is saved
   * @param sink where everything goes
   * @param observer told of every grant
   */
  static ActorRun start(
      ActorHost host,
      ExchangePlan plan,
      Cast cast,
      Checkpointing checkpointing,
      RecordingSink sink,
      ExchangeObserver observer) {
    ActorSystem<SimulationGuardian.Command> system = host.handOver();
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    // Also of a guardian that is gone before it hears of the run.
    system
        .getWhenTerminated()
        .thenRun(
            () ->
                outcome.complete(
                    new RunOutcome.Failed(
                        "guardian", new IllegalStateException("the actor system was shut down"))));
    SimulationGuardian.Setup setup =
        new SimulationGuardian.Setup(
            plan,
            cast,
            checkpointing,
            host.threads() + 1,
            ClockActor.Patience.DEFAULT,
            observer,
            (position, clock) ->
                RecorderActor.create(position, checkpointing.start().step(), sink, clock));
    system.tell(new SimulationGuardian.Begin(setup, outcome));
    return new ActorRun(system, outcome);
  }

  /** Ends the run early. */
  void stop() {
    system.tell(SimulationGuardian.Stop.INSTANCE);
  }

  /**
   * Waits for the end.
   *
   * @return how it ended, if it has within the given time
   */
  Optional<RunOutcome> await(Duration atMost) throws InterruptedException {
    try {
      return Optional.of(outcome.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Waits, once the run has ended, for its actors to be gone. The guardian stops by itself, some 10
   * ms later; a participant that hangs may keep the system from ending, and is left behind.
   */
  void awaitTermination() throws InterruptedException {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(TERMINATION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      system
          .log()
          .warn("some actors have not stopped within {} s", TERMINATION_PATIENCE.toSeconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
