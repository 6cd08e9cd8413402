package olivo.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
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
   * @param plan who takes part
   * @param cast the states, which the actors take over
   * @param checkpointing where the run begins and when its state is saved
   * @param sink where everything goes
   * @param observer told of every grant
   * @param threads threads of clock, populations and plasticity
   */
  static ActorRun start(
      ExchangePlan plan,
      Cast cast,
      Checkpointing checkpointing,
      RecordingSink sink,
      ExchangeObserver observer,
      int threads) {
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    SimulationGuardian.Setup setup =
        new SimulationGuardian.Setup(
            plan,
            cast,
            checkpointing,
            threads + 1,
            ClockActor.Patience.DEFAULT,
            observer,
            (position, clock) ->
                RecorderActor.create(position, checkpointing.start().step(), sink, clock));
    return new ActorRun(
        ActorSystem.create(SimulationGuardian.create(setup, outcome), "olivo", settings(threads)),
        outcome);
  }

  /**
   * Settings of the actor system; those of the recorder and others stand in {@code reference.conf}.
   */
  private static Config settings(int threads) {
    String pool = "olivo.participants-dispatcher.fork-join-executor.";
    return ConfigFactory.parseMap(
            Map.of(pool + "parallelism-min", threads, pool + "parallelism-max", threads))
        .withFallback(ConfigFactory.load());
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
      RunOutcome ended = outcome.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      awaitTermination();
      return Optional.of(ended);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * The guardian stops by itself; a participant that hangs may keep the system from ending, and is
   * left behind.
   */
  private void awaitTermination() throws InterruptedException, ExecutionException {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(TERMINATION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      system
          .log()
          .warn("some actors have not stopped within {} s", TERMINATION_PATIENCE.toSeconds());
    }
  }
}
