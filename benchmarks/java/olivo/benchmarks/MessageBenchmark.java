package olivo.benchmarks;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import olivo.engine.threads.StepperPool;
import olivo.engine.threads.Urgency;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a round of messages cost on the dispatcher of the participants: one actor asks several,
 * each answers, as clock and participants do? A call makes 1,000 rounds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MessageBenchmark {
  private static final int ROUNDS = 1000;

  /** Number of actors asked. */
  @Param({"1", "7"})
  public int participants;

  private ActorSystem<Command> system;

  private sealed interface Command {}

  private record Begin(CompletableFuture<Integer> done) implements Command {}

  private enum Answer implements Command {
    INSTANCE
  }

  private record Question(ActorRef<Command> from) {}

  /** Who asks; confined to its actor. */
  private static final class Clock {
    private final List<ActorRef<Question>> asked;
    private CompletableFuture<Integer> done;
    private int awaited;
    private int rounds;

    Clock(List<ActorRef<Question>> asked) {
      this.asked = asked;
    }

    private void ask(ActorRef<Command> self) {
      awaited = asked.size();
      for (ActorRef<Question> participant : asked) {
        participant.tell(new Question(self));
      }
    }

    private void take(Command command, ActorRef<Command> self) {
      if (command instanceof Begin begin) {
        done = begin.done();
        rounds = 0;
        ask(self);
      } else if (--awaited == 0) {
        rounds++;
        if (rounds == ROUNDS) {
          done.complete(rounds);
        } else {
          ask(self);
        }
      }
    }
  }

  /** Starts the actors. */
  @Setup
  public void create() {
    DispatcherSelector dispatcher =
        DispatcherSelector.fromConfig("olivo.participants-dispatcher");
    Behavior<Question> answering =
        Behaviors.receiveMessage(
            question -> {
              question.from().tell(Answer.INSTANCE);
              return Behaviors.same();
            });
    Behavior<Question> settled =
        Behaviors.setup(
            context -> {
              StepperPool.settle(Urgency.AWAITED);
              return answering;
            });
    Behavior<Command> clock =
        Behaviors.setup(
            context -> {
              List<ActorRef<Question>> asked = new ArrayList<>();
              for (int i = 0; i < participants; i++) {
                asked.add(context.spawn(settled, "participant-" + i, dispatcher));
              }
              Clock state = new Clock(asked);
              return Behaviors.receiveMessage(
                  command -> {
                    state.take(command, context.getSelf());
                    return Behaviors.same();
                  });
            });
    system =
        ActorSystem.create(
            Behaviors.setup(
                context -> {
                  ActorRef<Command> inner = context.spawn(clock, "clock", dispatcher);
                  return Behaviors.receiveMessage(
                      command -> {
                        inner.tell(command);
                        return Behaviors.same();
                      });
                }),
            "benchmark",
            ConfigFactory.load());
  }

  /** Stops the actors. */
  @TearDown
  public void close() throws ExecutionException, InterruptedException {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get();
  }

  /** 1,000 rounds. */
  @Benchmark
  public int rounds() throws ExecutionException, InterruptedException {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    system.tell(new Begin(done));
    return done.get();
  }
}
